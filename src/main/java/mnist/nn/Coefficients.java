package mnist.nn;

import java.util.Map;

/**
 * The numbers of one formula.
 *
 * @param values of each {@link Coefficient} that the formula has
 */
public record Coefficients(Map<Coefficient, Double> values) {
    /** For a formula that has no numbers. */
    public static final Coefficients NONE = new Coefficients(Map.of());

    /** Copies the map. */
    public Coefficients {
        values = Map.copyOf(values);
    }

    /**
     * Returns a number.
     *
     * @throws IllegalArgumentException if the formula does not have it
     */
    public double of(Coefficient coefficient) {
        Double value = values.get(coefficient);
        if (value == null) {
            throw new IllegalArgumentException("no number " + coefficient.name());
        }
        return value;
    }
}
