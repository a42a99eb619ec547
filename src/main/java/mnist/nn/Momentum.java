package mnist.nn;

import java.util.List;

/**
 * Gradient descent with classical momentum (Polyak 1964; Nielsen, ch. 3; SOURCES S5): the gradient changes a velocity, and the
 * velocity changes the parameters.
 *
 * <pre>{@code
 * V := mu V - eta dC/dW
 * W := W + V
 * }</pre>
 *
 * <p>V contains the learning rates of past steps: if the rate falls, new gradients add less, but V is not rescaled.
 *
 * @param mu how much of its velocity a step keeps, in [0, 1)
 */
public record Momentum(double mu) implements Optimizer {
    /** The setting of mu. */
    public static final Coefficient MU = new Coefficient(
                    "momentum", "The share of the last step that the next one keeps (mu).", Interval.fractionBelowOne())
            .orElse(0.9);

    @Override
    public List<String> stateNames() {
        return List.of("velocity");
    }

    @Override
    public void step(Block block, Gradient gradient, double eta, long t) {
        Matrix velocity = block.state().get(0);
        gradient.accumulate(mu, -eta, velocity);
        block.values().accumulate(1, 1, velocity);
    }
}
