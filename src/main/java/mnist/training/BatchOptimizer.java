package mnist.training;

import java.util.List;
import java.util.Map;
import mnist.config.Config.OptimizerConfig;
import mnist.nn.Coefficients;
import mnist.nn.Curvature;

/**
 * An optimiser that looks at the cost surface of a whole minibatch before it steps: how far down a direction leads, and how the
 * surface bends. An {@link Optimizer} sees one gradient and steps at once.
 */
interface BatchOptimizer {
    /**
     * Where a step begins.
     *
     * @param w the parameters
     * @param cost {@code f(w)}
     * @param gradient of f at w
     */
    record Point(double[] w, double cost, double[] gradient) {}

    /**
     * What is kept from step to step; a step replaces what has changed.
     *
     * @param vectors by name, one number for each parameter, 0 at the start
     * @param numbers by name
     */
    record Memory(Map<String, double[]> vectors, Map<String, Double> numbers) {}

    /**
     * Where a step leads.
     *
     * @param w the parameters
     * @param alpha how much of the direction was taken: 1 for all of Newton's step, 0 if none of it led down
     */
    record Move(double[] w, double alpha) {
        /** Returns a step that is not taken: the point is flat, or rounding hides the way down. */
        static Move none(Point from) {
            return new Move(from.w(), 0);
        }
    }

    /** Returns the optimiser of a config whose type {@code takesWholeBatch}. */
    static BatchOptimizer of(OptimizerConfig config) {
        Coefficients c = config.coefficients();
        return switch (config.type()) {
            case NEWTON_CG -> new NewtonCg(c.of(Curvature.DAMPING), (int) c.of(Curvature.ITERATIONS));
            case CONJUGATE_GRADIENT -> new NonlinearConjugateGradient();
            default -> throw new IllegalArgumentException(config.type().label() + " steps on gradients");
        };
    }

    /** Returns the names of the vectors that are kept. */
    List<String> vectorNames();

    /** Returns the numbers that are kept, as they are before the first step. */
    Map<String, Double> firstNumbers();

    /** Takes a step. It never leads up: where no way down is found, it stays. */
    Move step(Surface surface, Point from, Memory memory);
}
