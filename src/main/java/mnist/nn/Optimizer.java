package mnist.nn;

import java.util.List;

/**
 * How a step changes the parameters, one block of them at a time. Different blocks may be stepped by different threads at once.
 *
 * <p>The gradient is not yet computed: a product or a sum goes straight to where the optimiser wants it, into the parameters
 * themselves, into the optimiser's state, or into memory of its own.
 */
public interface Optimizer {
    /**
     * Weights or biases of one layer, or some of them.
     *
     * @param values which the step changes
     * @param state one matrix of the same shape for each name in {@link Optimizer#stateNames}
     * @param gradient memory of the same shape for an optimiser that {@link Optimizer#needsGradient}, else null
     * @param areWeights whether they are weights: weight decay is for weights alone
     */
    record Block(Matrix values, List<Matrix> state, Matrix gradient, boolean areWeights) {}

    /** Returns the names of what is kept from step to step, one number for each parameter, 0 at the start. */
    default List<String> stateNames() {
        return List.of();
    }

    /** Returns whether it needs the gradient itself, and memory for it. */
    default boolean needsGradient() {
        return false;
    }

    /**
     * Takes step t = 1, 2, …
     *
     * @param gradient that of the mean cost of a minibatch, plus any penalty; {@link Gradient#accumulate} may be called once in a step,
     *     because a penalty is computed from the values that the step changes
     * @param eta the learning rate
     * @param t the number of the step, from 1
     */
    void step(Block block, Gradient gradient, double eta, long t);
}
