package mnist.training;

import mnist.nn.Parameters;

/**
 * Gradient descent: a step downhill, in proportion to the gradient (SOURCES S2, S4). On the gradient of a minibatch it
 * is stochastic gradient descent.
 *
 * @param learningRate eta
 */
public record GradientDescent(double learningRate) {
    /**
     * {@code W := W - eta dC/dW}, for the first (0) or second (1) half of all weights and biases: two threads may step a half
     * each.
     */
    void step(int half, Parameters parameters, Parameters gradient) {
        parameters.addHalf(half, -learningRate, gradient);
    }
}
