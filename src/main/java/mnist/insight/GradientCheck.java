package mnist.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import mnist.data.RandomStream;
import mnist.nn.Architecture;
import mnist.nn.ForwardPass;
import mnist.nn.Parameters;

/**
 * Compares a gradient with what the cost itself does when a parameter changes, in float64.
 *
 * <p>The gradient g is that of the mean cost C of some examples. Single parameters, drawn at random from each W^l and b^l, are moved by
 * themselves: {@code n_i = dC/dw_i} by {@link NumericalDerivative}. Then all are moved at once along directions v of length 1: the
 * directional derivative is {@code v . g}, and along the gradient itself it is its length (SOURCES S1).
 *
 * <p>Where a relu changes between on and off, the cost has a kink, and its slopes to the left and right are no gradient. Steps are
 * therefore made so small that no relu changes; where even the smallest changes one, the parameter is not compared.
 */
public final class GradientCheck {
    /** The largest step in units of a parameter's size, or 1. Smaller ones follow, see {@link NumericalDerivative}. */
    private static final double LARGEST_STEP = 0.02;

    private static final double SMALLEST_STEP = 1e-8;
    /** A derivative that is below this part of the largest of its layer is compared with that part. */
    private static final double FLOOR = 1e-4;

    private static final int DIRECTIONS = 3;

    private final MeanCost problem;
    private final Parameters gradient;
    private final int samples;
    private final double tolerance;
    private final boolean[] states;

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

    private final ForwardPass forward;

    private GradientCheck(MeanCost problem, Parameters gradient, int samples, double tolerance) {
        this.problem = problem;
        this.gradient = gradient;
        this.samples = samples;
        this.tolerance = tolerance;
        this.forward = new ForwardPass(problem.network(), problem.labels().length);
        cost();
        this.states = sidesOfKinks();
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
        return new Result(check.cost(), tolerance, layers, directions, passed);
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
        double[] differences =
                IntStream.of(chosen).mapToDouble(i -> alone(from + i)).toArray();
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

    private double alone(int index) {
        Parameters parameters = problem.network().parameters();
        double w = parameters.vector().getDouble(index);
        double derivative = derivative(
                t -> {
                    parameters.vector().putScalar(0, index, w + t);
                    return cost();
                },
                Math.max(1, Math.abs(w)));
        parameters.vector().putScalar(0, index, w);
        return derivative;
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
        Parameters parameters = problem.network().parameters();
        Parameters before = parameters.copy();
        double predicted = 0;
        for (int i = 0; i < v.vector().length(); i++) {
            predicted += v.vector().getDouble(i) * gradient.vector().getDouble(i);
        }
        double measured = derivative(
                t -> {
                    parameters.assign(before);
                    parameters.add(t, v);
                    return cost();
                },
                1);
        parameters.assign(before);
        return new DirectionResult(name, predicted, measured, error(predicted, measured, usual));
    }

    /** Returns the derivative at 0 with steps within which no relu changes; NaN if there are none. */
    private double derivative(DoubleUnaryOperator costAt, double scale) {
        for (double step = LARGEST_STEP * scale; step >= SMALLEST_STEP; step /= 10) {
            costAt.applyAsDouble(step);
            boolean smooth = Arrays.equals(states, sidesOfKinks());
            costAt.applyAsDouble(-step);
            if (smooth && Arrays.equals(states, sidesOfKinks())) {
                return NumericalDerivative.of(costAt, step).value();
            }
        }
        return Double.NaN;
    }

    private double cost() {
        forward.run(problem.images());
        return forward.costSum(problem.objective(), problem.labels()) / problem.labels().length;
    }

    /** Returns of each relu and example of the last run whether it is on, and the same of others with a kink. */
    private boolean[] sidesOfKinks() {
        Architecture architecture = problem.network().architecture();
        double[] inputs = IntStream.rangeClosed(1, architecture.layers())
                .filter(l -> architecture.activation(l).hasKink())
                .mapToObj(l -> forward.weightedInputs(l).data().asDouble())
                .flatMapToDouble(Arrays::stream)
                .toArray();
        boolean[] on = new boolean[inputs.length];
        for (int i = 0; i < on.length; i++) {
            on[i] = inputs[i] > 0;
        }
        return on;
    }
}
