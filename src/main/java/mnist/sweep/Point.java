package mnist.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import mnist.config.Json;

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
    static Point at(List<Parameter> parameters, DoubleSupplier places) {
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
            options.add(parameters.get(i).option(values.get(i)));
        }
        return options;
    }

    /** Returns a value as people read it: a text without quotes, everything else as JSON. */
    public String text(int parameter) {
        JsonNode value = values.get(parameter);
        return value.isTextual() ? value.textValue() : Json.compact(value);
    }

    /** Returns all values as people read them. */
    public List<String> texts() {
        return IntStream.range(0, values.size()).mapToObj(this::text).toList();
    }
}
