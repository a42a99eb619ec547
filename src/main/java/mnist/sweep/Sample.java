package mnist.sweep;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What the same trial gives with several seeds.
 *
 * @param mean of the numbers
 * @param deviation their standard deviation (n - 1), or nothing where there is one
 */
record Sample(double mean, OptionalDouble deviation) {
    /** @param values at least one */
    static Sample of(double... values) {
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
