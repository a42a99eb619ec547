package mnist.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import mnist.json.Json;

/**
 * One value for each parameter of a sweep.
 *
 * @param values in the order of the parameters
 */
public record Point(List<JsonNode> values) {
    /** Copies the list. */
    public Point {
        values = List.copyOf(values);
    }

    /** Returns the point at the given places of the parameters' scales. */
    public static Point at(List<Parameter> parameters, DoubleSupplier places) {
        List<JsonNode> values = new ArrayList<>();
        for (Parameter parameter : parameters) {
            values.add(parameter.distribution().at(places.getAsDouble()));
        }
        return new Point(values);
    }

    /** Returns the {@code --set} options that make this point of the base config. */
    public List<String> options(List<Parameter> parameters) {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            options.add(parameters.get(i).path() + "=" + Json.compact(values.get(i)));
        }
        return options;
    }

    /** Returns a value as people read it: a text without quotes, everything else as JSON. */
    public String text(int parameter) {
        return text(values.get(parameter));
    }

    /** Returns a value as people read it. */
    public static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : Json.compact(value);
    }

    /** Returns the values by the paths of their parameters, in the parameters' order. */
    public Map<String, JsonNode> byPath(List<Parameter> parameters) {
        Map<String, JsonNode> byPath = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            byPath.put(parameters.get(i).path(), values.get(i));
        }
        return byPath;
    }
}
