package mnist.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.json.Located.Place;

/**
 * A {@code PATH=VALUE} of the command line, which replaces a value of a document. The path is written
 * {@code network.layers[1]}: names after dots, and positions from 0 in brackets. The value is read as JSON where it is JSON,
 * else as a string.
 */
public final class SetOption {
    /** Deep enough for every setting; a deeper path would only nest objects until something overflows. */
    private static final int MOST_STEPS = 16;

    /** One step: a name after a dot (the first name has none), or a position. */
    private static final Pattern STEP = Pattern.compile("(?:^|(?<=.)\\.)([^.\\[\\]]+)|(?<=[^.])\\[(\\d{1,9})]");

    private static final String EXAMPLE = "Write, for example, training.epochs=3.";

    private final Located root;
    private final Place place;

    private SetOption(Document document, Place place) {
        this.root = document.root().from(place);
        this.place = place;
    }

    /** Puts the value in place, or reports to the document why it cannot be done. */
    public static void apply(String option, Document document) {
        int equals = option.indexOf('=');
        SetOption set = new SetOption(document, Place.option(option));
        if (equals < 0) {
            set.root.refuse("no value", "no '='", "PATH=VALUE", EXAMPLE);
            return;
        }
        String path = option.substring(0, equals).strip();
        List<Object> steps = steps(path);
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            set.root.refuse("not a path", '"' + Quote.text(path) + '"', "names and positions", EXAMPLE);
            return;
        }
        set.put(steps, value(option.substring(equals + 1)));
    }

    /** Returns the steps of a path, each a String or an Integer and the first a String, or nothing if it is no path. */
    private static List<Object> steps(String path) {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (end < path.length() && step.find(end) && step.start() == end) {
            steps.add(step.group(1) != null ? step.group(1) : (Object) Integer.valueOf(step.group(2)));
            end = step.end();
        }
        return end < path.length() ? List.of() : steps;
    }

    private static JsonNode value(String text) {
        try {
            return Json.parseStrict(text);
        } catch (InputException e) {
            return TextNode.valueOf(text);
        }
    }

    /** Objects on the way that are not there are made; the outermost of them is what the option wrote. */
    private void put(List<Object> steps, JsonNode value) {
        Located at = root;
        for (int i = 0; i < steps.size() - 1; i++) {
            Object key = steps.get(i);
            if (!holds(at, key)) {
                return;
            }
            // An object can be made as needed, but no list, whose other elements nobody named.
            if (key instanceof String && !at.json().has(key.toString()) && steps.get(i + 1) instanceof String) {
                write(at, key, JsonNodeFactory.instance.objectNode());
            }
            at = at.child(key).from(place);
        }
        Object last = steps.get(steps.size() - 1);
        if (holds(at, last)) {
            write(at, last, value);
        }
    }

    private void write(Located at, Object key, JsonNode value) {
        if (key instanceof Integer index) {
            ((ArrayNode) at.json()).set(index, value);
        } else {
            ((ObjectNode) at.json()).set(key.toString(), value);
        }
        at.document().put(at.json(), key, place);
    }

    private static boolean holds(Located at, Object key) {
        JsonNode json = at.json();
        if (key instanceof String && !json.isObject()) {
            at.refuse("not an object", "named settings", "Set it as a whole.");
            return false;
        }
        if (key instanceof Integer && !json.isArray()) {
            at.refuse("not a list", "a list", "Set it as a whole.");
            return false;
        }
        if (key instanceof Integer index && index >= json.size()) {
            at.refuse("no such position", "[" + index + "]", "one below " + json.size(), "Positions begin at 0.");
            return false;
        }
        return true;
    }
}
