package mnist.insight;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import mnist.nn.Architecture;
import mnist.nn.ForwardPass;
import mnist.nn.Parameters;

/**
 * The derivative of a mean cost by finite differences ({@link NumericalDerivative}), in float64. Where a relu changes between on
 * and off, the cost has a kink, and its slopes to the left and right are no gradient. Steps are therefore made so small that no
 * relu changes; where even the smallest changes one, there is no derivative. The network is left as it was.
 */
final class SmoothDerivative {
    /** The largest step in units of a parameter's size, or 1. Smaller ones follow. */
    private static final double LARGEST_STEP = 0.02;

    private static final double SMALLEST_STEP = 1e-8;

    private final MeanCost problem;
    private final Parameters parameters;
    private final ForwardPass forward;
    private final boolean[] states;

    SmoothDerivative(MeanCost problem) {
        this.problem = problem;
        this.parameters = problem.network().parameters();
        this.forward = new ForwardPass(problem.network(), problem.labels().length);
        cost();
        this.states = sidesOfKinks();
    }

    /** Returns C where the network is. */
    double cost() {
        forward.run(problem.images());
        return forward.costSum(problem.objective(), problem.labels()) / problem.labels().length;
    }

    /** Returns the derivative with respect to one parameter of the vector; NaN at a kink. */
    double ofParameter(int index) {
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

    /** Returns the derivative along a direction v of length 1; NaN at a kink. */
    double along(Parameters v) {
        Parameters before = parameters.copy();
        double derivative = derivative(
                t -> {
                    parameters.assign(before);
                    parameters.add(t, v);
                    return cost();
                },
                1);
        parameters.assign(before);
        return derivative;
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
