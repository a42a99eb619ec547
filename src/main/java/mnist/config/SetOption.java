package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * One {@code PATH=VALUE} of the command line, which replaces a value of a config.
 *
 * @param steps the path: names (String) and positions (Integer), at least one
 * @param value the value, read as JSON where it is JSON, else as a string
 */
record SetOption(List<Object> steps, JsonNode value) {
    /** Deep enough for every setting; a deeper path would only nest objects until something overflows. */
    private static final int MOST_STEPS = 16;

    /** The object or list, and the name or position in it, that a value went to. */
    record Target(JsonNode container, Object key) {}

    /** An option that cannot be used, with the path it fails at and the reason for the user. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String path;

        Refusal(String path, String message) {
            super(message);
            this.path = path;
        }

        String path() {
            return path;
        }
    }

    /** @throws Refusal if the text is not {@code PATH=VALUE} */
    static SetOption parse(String option) {
        int equals = option.indexOf('=');
        if (equals < 0) {
            throw new Refusal(
                    "", "no value, found no '=', expected PATH=VALUE. Write, for example, training.epochs=3.");
        }
        String path = option.substring(0, equals).strip();
        List<Object> steps = JsonPath.parse(path)
                .filter(found -> found.size() <= MOST_STEPS)
                .orElseThrow(() -> new Refusal(
                        "",
                        "not a path, found \"%s\", expected names and positions. Write, for example, training.epochs=3."
                                .formatted(Quote.text(path))));
        return new SetOption(steps, value(option.substring(equals + 1)));
    }

    private static JsonNode value(String text) {
        try {
            return Json.parseStrict(text);
        } catch (JsonSyntaxException e) {
            return TextNode.valueOf(text);
        }
    }

    /**
     * Puts the value into the tree; objects on the way that are not there are made.
     *
     * @return the outermost place that changed
     * @throws Refusal if the path does not fit the tree
     */
    Target applyTo(JsonNode root) {
        JsonNode container = root;
        String path = "";
        Target changed = null;
        for (int i = 0; i < steps.size(); i++) {
            Object key = steps.get(i);
            requireHolds(container, key, path);
            boolean isLast = i == steps.size() - 1;
            if (isLast || isToBeMade(container, key, steps.get(i + 1))) {
                changed = changed == null ? new Target(container, key) : changed;
                put(container, key, isLast ? value.deepCopy() : JsonNodeFactory.instance.objectNode());
            }
            container = key instanceof Integer index ? container.path(index) : container.path(key.toString());
            path = key instanceof Integer index ? JsonPath.element(path, index) : JsonPath.child(path, key.toString());
        }
        return changed;
    }

    /** An object can be made as needed, but no list, whose other elements nobody named. */
    private static boolean isToBeMade(JsonNode container, Object key, Object keyAfter) {
        return key instanceof String name && !container.has(name) && keyAfter instanceof String;
    }

    private static void put(JsonNode container, Object key, JsonNode value) {
        if (key instanceof Integer index) {
            ((ArrayNode) container).set(index, value);
        } else {
            ((ObjectNode) container).set(key.toString(), value);
        }
    }

    private static void requireHolds(JsonNode container, Object key, String path) {
        if (key instanceof String && !container.isObject()) {
            refuse(path, "not an object, found %s, expected named settings. Set it as a whole.", found(container));
        }
        if (key instanceof Integer && !container.isArray()) {
            refuse(path, "not a list, found %s, expected a list. Set it as a whole.", found(container));
        }
        if (key instanceof Integer index && index >= container.size()) {
            String message = "no such position, found [%d], expected one below %d. Positions begin at 0.";
            refuse(path, message, index, container.size());
        }
    }

    private static void refuse(String path, String message, Object... values) {
        throw new Refusal(path, message.formatted(values));
    }

    private static String found(JsonNode json) {
        return json.isMissingNode() ? "nothing" : Quote.json(json);
    }
}
