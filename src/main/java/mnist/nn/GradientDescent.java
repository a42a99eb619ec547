package mnist.nn;

/**
 * Gradient descent (SOURCES S2, S4): a step downhill, in proportion to the gradient. With the gradient of a minibatch it is
 * stochastic gradient descent.
 *
 * <pre>{@code W := W - eta dC/dW}</pre>
 */
public record GradientDescent() implements Optimizer {
    @Override
    public void step(Block block, Gradient gradient, double eta, long t) {
        gradient.accumulate(1, -eta, block.values());
    }
}
