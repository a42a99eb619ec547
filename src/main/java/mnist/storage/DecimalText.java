package mnist.storage;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.util.OptionalDouble;

/**
 * Numbers as text for CSV files: the shortest decimal that reads back as the same {@code double}, with a point, the
 * same on every Java version and in every locale.
 */
public final class DecimalText {
    private static final double SMALLEST_PLAIN = 1e-9;
    private static final double LARGEST_PLAIN = 1e15;

    private DecimalText() {}

    /**
     * Returns the text of a number: {@code 0.0001}, {@code 3.0}; very small and large ones as {@code 1.5E-12}. Python,
     * R and spreadsheets read them all. What is not finite is {@code NaN}, {@code Infinity} or {@code -Infinity}.
     */
    public static String of(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return Double.toString(value);
        }
        // Not Double.toString: before Java 19 that is not always the shortest.
        BigDecimal shortest = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN) {
            return scientific(shortest);
        }
        String plain = shortest.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    /** Returns the text of a float32: the shortest that reads back as the same one. */
    public static String of(float value) {
        return of(Double.parseDouble(NumberOutput.toString(value, true)));
    }

    /** Returns the text of a number, or an empty one where there is none. */
    public static String of(OptionalDouble value) {
        return value.isPresent() ? of(value.getAsDouble()) : "";
    }

    private static String scientific(BigDecimal number) {
        String digits = number.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - number.scale();
        String fraction = digits.length() == 1 ? "0" : digits.substring(1);
        return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + "." + fraction + "E" + exponent;
    }
}
