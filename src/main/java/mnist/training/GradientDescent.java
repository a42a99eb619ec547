package mnist.training;

import mnist.nn.InputPart;
import mnist.nn.Parameters;

/**
 * Gradient descent, {@code W := W - eta dC/dW}: a step downhill, in proportion to the gradient (SOURCES S2, S4). On the
 * gradient of a minibatch it is stochastic gradient descent.
 *
 * @param learningRate eta
 */
public record GradientDescent(double learningRate) {
    /** Returns {@code -eta / B}: what each example's gradient adds to the parameters in a step on B of them. */
    double weight(int batchSize) {
        return -learningRate / batchSize;
    }

    /** Steps a part of W^1. */
    void step(InputPart part) {
        part.step(-learningRate);
    }

    /** Steps the first (0) or second (1) half of all other parameters: two threads may step a half each. */
    void stepHalfOfRest(int half, Parameters parameters, Parameters gradient) {
        parameters.addHalfOfRest(half, -learningRate, gradient);
    }
}
