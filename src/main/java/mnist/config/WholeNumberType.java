package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A whole number from {@code minimum} to {@code maximum}, both allowed. */
public record WholeNumberType(long minimum, long maximum) implements ValueType<Long> {
    @Override
    public String expected() {
        return "a whole number from %d to %d".formatted(minimum, maximum);
    }

    @Override
    public Optional<Long> read(Located value) {
        return read(value, expected());
    }

    /** Reads with the words of a setting that takes more than numbers. */
    Optional<Long> read(Located value, String expected) {
        JsonNode json = value.json();
        if (!json.isNumber()) {
            return value.refuse("wrong type", expected, "Write a number, without quotes.");
        }
        if (!json.isIntegralNumber()) {
            return value.refuse("not a whole number", expected, "Write it without a fraction or an exponent.");
        }
        if (!json.canConvertToLong() || json.longValue() < minimum || json.longValue() > maximum) {
            return value.refuse("out of range", expected, "Choose a number in this range.");
        }
        return Optional.of(json.longValue());
    }

    @Override
    public JsonNode write(Long value) {
        return LongNode.valueOf(value);
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "integer").put("minimum", minimum).put("maximum", maximum);
    }
}
