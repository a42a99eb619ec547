package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A number above 0, fractions allowed, up to {@code maximum}. */
record PositiveNumberType(long maximum) implements ValueType<Double> {
    @Override
    public String expected() {
        return "a number above 0 and up to %d".formatted(maximum);
    }

    @Override
    public Optional<Double> read(Located value) {
        JsonNode json = value.json();
        if (!json.isNumber()) {
            return value.refuse("wrong type", expected(), "Write a number, without quotes.");
        }
        double number = json.doubleValue();
        if (!(number > 0 && number <= maximum)) {
            return value.refuse("out of range", expected(), "Choose a number in this range.");
        }
        return Optional.of(number);
    }

    /** Writes 1 for 1.0, as people do. */
    @Override
    public JsonNode write(Double value) {
        return value == Math.rint(value) ? LongNode.valueOf(value.longValue()) : DoubleNode.valueOf(value);
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "number").put("exclusiveMinimum", 0).put("maximum", maximum);
    }
}
