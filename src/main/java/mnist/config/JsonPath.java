package mnist.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path of a value, written {@code network.layers[1]}: names after dots, and positions from 0 in brackets. */
final class JsonPath {
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\w$-]{1,60}");

    /** One step: a name after a dot (the first name has none), or a position. */
    private static final Pattern STEP = Pattern.compile("(?:^|(?<=.)\\.)([^.\\[\\]]+)|(?<=[^.])\\[(\\d{1,9})]");

    private JsonPath() {}

    /** Returns the path of a member; a name that is not plain stands in quotes and brackets. */
    static String child(String path, String name) {
        if (PLAIN_NAME.matcher(name).matches()) {
            return path.isEmpty() ? name : path + "." + name;
        }
        return path + "[\"" + Quote.text(name) + "\"]";
    }

    /** Returns the path of an element of a list. */
    static String element(String path, int index) {
        return path + "[" + index + "]";
    }

    /** Returns the steps of a path, each a String or an Integer and the first a String, or nothing if it is no path. */
    static Optional<List<Object>> parse(String path) {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (end < path.length() && step.find(end) && step.start() == end) {
            steps.add(step.group(1) != null ? step.group(1) : (Object) Integer.valueOf(step.group(2)));
            end = step.end();
        }
        return steps.isEmpty() || end < path.length() ? Optional.empty() : Optional.of(List.copyOf(steps));
    }
}
