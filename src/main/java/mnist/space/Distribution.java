package mnist.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * The values that a setting may take, laid out on a scale of length 1, on which a search works: a value stands on the
 * scale as often as it shall be drawn.
 */
public sealed interface Distribution {
    /** Returns the value at a place of the scale, in [0, 1). */
    JsonNode at(double place);

    /** Returns the place of a value on the scale, in the middle of the stretch that gives this value. */
    double placeOf(JsonNode value);

    /** Returns how many values there are, or {@link Long#MAX_VALUE} for a range of real numbers. */
    default long count() {
        return Long.MAX_VALUE;
    }

    /** Returns how its values are best laid out in a picture. */
    default Scale scale() {
        return Scale.LINEAR;
    }

    /** Listed values, each equally likely, with no order among them. */
    record Choice(List<JsonNode> values) implements Distribution {
        /** Copies the list. */
        public Choice {
            values = List.copyOf(values);
        }

        @Override
        public Scale scale() {
            if (!values.stream().allMatch(JsonNode::isNumber)) {
                return Scale.NAMES;
            }
            DoubleSummaryStatistics sizes =
                    values.stream().mapToDouble(JsonNode::doubleValue).summaryStatistics();
            return sizes.getMin() > 0 && sizes.getMax() >= 10 * sizes.getMin() ? Scale.LOGARITHMIC : Scale.LINEAR;
        }

        @Override
        public JsonNode at(double place) {
            return values.get((int) (place * values.size()));
        }

        @Override
        public double placeOf(JsonNode value) {
            return (values.indexOf(value) + 0.5) / values.size();
        }

        @Override
        public long count() {
            return values.size();
        }
    }

    /** Real numbers from {@code low} to {@code high}, drawn to six digits, so that people can read and repeat them. */
    record Uniform(double low, double high) implements Distribution {
        @Override
        public JsonNode at(double place) {
            return rounded(low + place * (high - low), low, high);
        }

        @Override
        public double placeOf(JsonNode value) {
            return (value.doubleValue() - low) / (high - low);
        }
    }

    /** Real numbers above 0 whose logarithms are uniform: as many between 0.01 and 0.1 as between 0.1 and 1. */
    record LogUniform(double low, double high) implements Distribution {
        @Override
        public Scale scale() {
            return Scale.LOGARITHMIC;
        }

        @Override
        public JsonNode at(double place) {
            double log = StrictMath.log(low) + place * (StrictMath.log(high) - StrictMath.log(low));
            return rounded(StrictMath.exp(log), low, high);
        }

        @Override
        public double placeOf(JsonNode value) {
            return (StrictMath.log(value.doubleValue()) - StrictMath.log(low))
                    / (StrictMath.log(high) - StrictMath.log(low));
        }
    }

    /** Whole numbers from {@code low} to {@code high}, both included, each equally likely. */
    record Whole(long low, long high) implements Distribution {
        @Override
        public JsonNode at(double place) {
            return LongNode.valueOf(Math.min(high, low + (long) (place * count())));
        }

        @Override
        public double placeOf(JsonNode value) {
            return (value.longValue() - low + 0.5) / count();
        }

        @Override
        public long count() {
            return high - low + 1;
        }
    }

    private static JsonNode rounded(double value, double low, double high) {
        double number = new BigDecimal(value).round(new MathContext(6)).doubleValue();
        return DecimalNode.valueOf(BigDecimal.valueOf(Math.max(low, Math.min(high, number))));
    }
}
