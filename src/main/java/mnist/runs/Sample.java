package mnist.runs;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What one config gives with several seeds.
 *
 * @param mean of the numbers
 * @param deviation their standard deviation (n - 1), or nothing where there is one
 */
public record Sample(double mean, OptionalDouble deviation) {
    /**
     * Returns the mean and the deviation of some numbers.
     *
     * @param values at least one
     */
    public static Sample of(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        if (values.length < 2) {
            return new Sample(mean, OptionalDouble.empty());
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new Sample(mean, OptionalDouble.of(Math.sqrt(squares / (values.length - 1))));
    }
}
