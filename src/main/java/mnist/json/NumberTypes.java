package mnist.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Values that are numbers. */
public final class NumberTypes {
    private NumberTypes() {}

    /** A whole number from {@code minimum} to {@code maximum}, both allowed. */
    public record Whole(long minimum, long maximum) implements ValueType<Long> {
        @Override
        public String expected() {
            return "a whole number from %d to %d".formatted(minimum, maximum);
        }

        @Override
        public Optional<Long> read(Located value, String expected) {
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
        public void describe(ObjectNode schema) {
            schema.put("type", "integer").put("minimum", minimum).put("maximum", maximum);
        }
    }

    /**
     * A number in an interval from 0, fractions allowed.
     *
     * @param withZero whether 0 is allowed
     * @param maximum the other end
     * @param withMaximum whether the other end is allowed
     */
    public record Real(boolean withZero, long maximum, boolean withMaximum) implements ValueType<Double> {
        /** Returns the numbers above 0 and up to the maximum. */
        public static Real positive(long maximum) {
            return new Real(false, maximum, true);
        }

        /** Returns the numbers from 0 up to the maximum. */
        public static Real upTo(long maximum) {
            return new Real(true, maximum, true);
        }

        /** Returns the numbers from 0 to 1, without 1 itself. */
        public static Real fractionBelowOne() {
            return new Real(true, 1, false);
        }

        @Override
        public String expected() {
            return "a number %s 0 and %s %d"
                    .formatted(withZero ? "from" : "above", withMaximum ? "up to" : "below", maximum);
        }

        @Override
        public Optional<Double> read(Located value, String expected) {
            JsonNode json = value.json();
            if (!json.isNumber()) {
                return value.refuse("wrong type", expected, "Write a number, without quotes.");
            }
            // JSON has a number -0, which is not equal to 0 in a record.
            double number = json.doubleValue() + 0.0;
            if (!(number > 0 || withZero && number == 0) || !(number < maximum || withMaximum && number == maximum)) {
                return value.refuse("out of range", expected, "Choose a number in this range.");
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
            schema.put("type", "number");
            schema.put(withZero ? "minimum" : "exclusiveMinimum", 0);
            schema.put(withMaximum ? "maximum" : "exclusiveMaximum", maximum);
        }
    }

    /** A whole number where others of its kind have fractions. */
    public record WholeReal(long minimum, long maximum) implements ValueType<Double> {
        private Whole whole() {
            return new Whole(minimum, maximum);
        }

        @Override
        public String expected() {
            return whole().expected();
        }

        @Override
        public Optional<Double> read(Located value, String expected) {
            return whole().read(value, expected).map(Long::doubleValue);
        }

        @Override
        public JsonNode write(Double value) {
            return whole().write(value.longValue());
        }

        @Override
        public void describe(ObjectNode schema) {
            whole().describe(schema);
        }
    }
}
