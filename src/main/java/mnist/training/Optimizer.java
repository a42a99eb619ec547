package mnist.training;

import java.util.List;
import mnist.config.Config.OptimizerConfig;
import mnist.nn.Gradient;
import mnist.nn.Matrix;

/**
 * How a step changes the parameters, one block of them at a time. Different blocks may be stepped by different threads at once.
 *
 * <p>The gradient of the mean cost is offered, not handed over: what it is made of, a product or a sum, goes straight to where the
 * optimiser wants it: into the parameters themselves, into the optimiser's state, or into memory of its own.
 */
public interface Optimizer {
    /**
     * Weights or biases of one layer, or some of them.
     *
     * @param values which the step changes
     * @param state one matrix of the same shape for each name in {@link Optimizer#stateNames}
     * @param areWeights whether they are weights: weight decay is for weights alone
     */
    record Block(Matrix values, List<Matrix> state, boolean areWeights) {}

    /** Returns the optimiser of a config. */
    static Optimizer of(OptimizerConfig config) {
        return switch (config.type()) {
            case SGD -> new GradientDescent(config.learningRate());
            case MOMENTUM -> new Momentum(config.learningRate(), config.momentum());
        };
    }

    /** Returns the names of what is kept from step to step, one number for each parameter, 0 at the start. */
    List<String> stateNames();

    /** Returns eta, the length of a step per unit of gradient, of step t = 1, 2, … */
    double learningRate(long t);

    /**
     * Takes step t = 1, 2, …
     *
     * @param gradient dC/d(values), of the mean cost of a minibatch; {@code accumulate(before, factor, target)} computes {@code
     *     target := before * target + factor * gradient}
     * @param t for learning rates and averages that change with it
     */
    void step(Block block, Gradient gradient, long t);

    /**
     * Gradient descent (SOURCES S2, S4): a step downhill, in proportion to the gradient. On the gradient of a minibatch it is
     * stochastic gradient descent.
     *
     * <pre>{@code W := W - eta dC/dW}</pre>
     *
     * @param eta the learning rate
     */
    record GradientDescent(double eta) implements Optimizer {
        @Override
        public List<String> stateNames() {
            return List.of();
        }

        @Override
        public double learningRate(long t) {
            return eta;
        }

        @Override
        public void step(Block block, Gradient gradient, long t) {
            gradient.accumulate(1, -eta, block.values());
        }
    }

    /**
     * Gradient descent with classical momentum (Polyak 1964; Nielsen, ch. 3; SOURCES S5): the gradient changes a velocity, and the
     * velocity changes the parameters.
     *
     * <pre>{@code
     * V := mu V - eta dC/dW
     * W := W + V
     * }</pre>
     *
     * @param eta the learning rate
     * @param mu how much of its velocity a step keeps, in [0, 1)
     */
    record Momentum(double eta, double mu) implements Optimizer {
        @Override
        public List<String> stateNames() {
            return List.of("velocity");
        }

        @Override
        public double learningRate(long t) {
            return eta;
        }

        @Override
        public void step(Block block, Gradient gradient, long t) {
            Matrix velocity = block.state().get(0);
            gradient.accumulate(mu, -eta, velocity);
            block.values().accumulate(1, 1, velocity);
        }
    }
}
