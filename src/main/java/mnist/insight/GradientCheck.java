package mnist.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import mnist.data.RandomStream;
import mnist.nn.Architecture;
import mnist.nn.Parameters;

/**
 * Compares a gradient with what the cost itself does when a parameter changes, in float64.
 *
 * <p>The gradient g is that of the mean cost C of some examples. Single parameters, drawn at random from each W^l and b^l, are moved by
 * themselves: {@code n_i = dC/dw_i} by {@link SmoothDerivative}. Then all are moved at once along directions v of length 1: the
 * directional derivative is {@code v . g}, and along the gradient itself it is its length (SOURCES S1).
 *
 * <p>Where the cost has a kink, because a relu changes between on and off, the parameter is not compared.
 */
public final class GradientCheck {
    /** A derivative that is below this part of the largest of its layer is compared with that part. */
    private static final double FLOOR = 1e-4;

    private static final int DIRECTIONS = 3;

    private final MeanCost problem;
    private final Parameters gradient;
    private final int samples;
    private final double tolerance;
    private final SmoothDerivative derivative;

    /**
     * What was found of the weights or biases of a layer.
     *
     * @param of {@code W^1}, {@code b^1}, …
     * @param parameters how many there are
     * @param checked how many were compared
     * @param atKinks how many were not, because a relu changes within the smallest step
     * @param largestError the largest {@code |g - n| / max(|g|, |n|)}; a derivative that is small in its layer counts as a ten
     *     thousandth of the largest
     * @param worst the parameter that has it, {@code W^1[j, i]}
     * @param gradient g of that parameter
     * @param difference n of that parameter
     */
    public record LayerResult(
            String of,
            int parameters,
            int checked,
            int atKinks,
            double largestError,
            String worst,
            double gradient,
            double difference) {
        boolean passes(double tolerance) {
            return checked > 0 && largestError <= tolerance;
        }
    }

    /**
     * What was found along a direction.
     *
     * @param direction which
     * @param gradient {@code v . g}
     * @param difference the derivative of the cost along v; NaN at a kink
     * @param error as of a parameter
     */
    public record DirectionResult(String direction, double gradient, double difference, double error) {}

    /**
     * @param cost C where the gradient was checked
     * @param tolerance the largest error that is none
     * @param passed whether no error is above it, and something was compared in every layer
     */
    public record Result(
            double cost, double tolerance, List<LayerResult> layers, List<DirectionResult> directions, boolean passed) {
        /** Returns how many of the layers and directions did not pass. */
        public long failures() {
            return layers.stream().filter(layer -> !layer.passes(tolerance)).count()
                    + directions.stream()
                            .filter(direction -> direction.error > tolerance)
                            .count();
        }
    }

    private GradientCheck(MeanCost problem, Parameters gradient, int samples, double tolerance) {
        this.problem = problem;
        this.gradient = gradient;
        this.samples = samples;
        this.tolerance = tolerance;
        this.derivative = new SmoothDerivative(problem);
    }

    /**
     * Checks a gradient.
     *
     * @param backpropagation computes it; {@link MeanCost#gradient} is that of the program
     * @param samples how many parameters of each W^l and b^l are moved, at most
     */
    public static Result run(
            MeanCost problem, Function<MeanCost, Parameters> backpropagation, int samples, double tolerance) {
        GradientCheck check = new GradientCheck(problem, backpropagation.apply(problem), samples, tolerance);
        List<LayerResult> layers = check.layers();
        List<DirectionResult> directions = check.directions();
        boolean passed = layers.stream().allMatch(layer -> layer.passes(tolerance))
                && directions.stream().noneMatch(direction -> direction.error > tolerance);
        return new Result(check.derivative.cost(), tolerance, layers, directions, passed);
    }

    private List<LayerResult> layers() {
        Architecture architecture = problem.network().architecture();
        List<LayerResult> results = new ArrayList<>();
        int from = 0;
        for (int l = 1; l <= architecture.layers(); l++) {
            int rows = architecture.size(l);
            int weights = rows * architecture.size(l - 1);
            results.add(part("W^" + l, from, weights, rows));
            results.add(part("b^" + l, from + weights, rows, rows));
            from += weights + rows;
        }
        return results;
    }

    /** Checks neighbours in the vector of parameters, which is column by column. */
    private LayerResult part(String name, int from, int count, int rows) {
        int[] chosen = new RandomStream(1, "gradient check", from).permutation(count);
        chosen = Arrays.copyOf(chosen, Math.min(samples, count));
        double[] differences = IntStream.of(chosen)
                .mapToDouble(i -> derivative.ofParameter(from + i))
                .toArray();
        double floor = FLOOR
                * Arrays.stream(differences)
                        .filter(n -> !Double.isNaN(n))
                        .map(Math::abs)
                        .max()
                        .orElse(0);
        int worst = -1;
        double largest = -1;
        int kinks = 0;
        for (int k = 0; k < chosen.length; k++) {
            kinks += Double.isNaN(differences[k]) ? 1 : 0;
            double error = error(gradient.vector().getDouble(from + chosen[k]), differences[k], floor);
            if (error > largest) {
                largest = error;
                worst = k;
            }
        }
        if (worst < 0) {
            return new LayerResult(name, count, 0, kinks, Double.NaN, "", Double.NaN, Double.NaN);
        }
        int index = chosen[worst];
        return new LayerResult(
                name,
                count,
                chosen.length - kinks,
                kinks,
                largest,
                name + (name.startsWith("W") ? "[" + index % rows + ", " + index / rows + "]" : "[" + index + "]"),
                gradient.vector().getDouble(from + index),
                differences[worst]);
    }

    /** NaN where there is nothing to compare with; a gradient that is no number is infinitely wrong. */
    private static double error(double g, double n, double floor) {
        if (Double.isNaN(n)) {
            return n;
        }
        if (g == n) {
            return 0;
        }
        double size = Math.max(Math.max(Math.abs(g), Math.abs(n)), floor);
        return Double.isFinite(g) ? Math.abs(g - n) / size : Double.POSITIVE_INFINITY;
    }

    private List<DirectionResult> directions() {
        double length = gradient.vector().norm2Number().doubleValue();
        List<DirectionResult> results = new ArrayList<>();
        Parameters along = gradient.copy();
        if (length > 0) {
            along.vector().divi(length);
            results.add(direction("along the gradient", along, 0));
        }
        for (int d = 1; d <= DIRECTIONS; d++) {
            RandomStream random = new RandomStream(1, "direction", d);
            for (int i = 0; i < along.vector().length(); i++) {
                along.vector().putScalar(0, i, random.nextGaussian());
            }
            along.vector().divi(along.vector().norm2Number().doubleValue());
            results.add(direction(
                    "random " + d, along, length / Math.sqrt(along.vector().length())));
        }
        return results;
    }

    /** @param usual size of a derivative in a random direction, below which errors are compared with it */
    private DirectionResult direction(String name, Parameters v, double usual) {
        double predicted = 0;
        for (int i = 0; i < v.vector().length(); i++) {
            predicted += v.vector().getDouble(i) * gradient.vector().getDouble(i);
        }
        double measured = derivative.along(v);
        return new DirectionResult(name, predicted, measured, error(predicted, measured, usual));
    }
}
