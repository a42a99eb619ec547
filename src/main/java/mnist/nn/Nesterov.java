package mnist.nn;

import java.util.List;

/**
 * Momentum whose gradient is taken where the velocity alone would lead (Nesterov 1983, in the form of Sutskever et al. 2013):
 *
 * <pre>{@code
 * V := mu V - eta dC/dW(P + mu V)
 * P := P + V
 * }</pre>
 *
 * <p>The network's weights are those points ahead, {@code W = P + mu V}, so that the backward pass needs nothing new (Bengio et
 * al. 2013). From {@code P + V = W - mu V_before + V} follows
 *
 * <pre>{@code
 * V := mu V - eta dC/dW
 * W := W + mu V - eta dC/dW
 * }</pre>
 *
 * <p>V is the last step of P and, as in {@link Momentum}, contains eta.
 *
 * @param mu how much of its velocity a step keeps, in [0, 1)
 */
public record Nesterov(double mu) implements Optimizer {
    @Override
    public List<String> stateNames() {
        return List.of("velocity");
    }

    @Override
    public boolean needsGradient() {
        return true;
    }

    @Override
    public void step(Block block, Gradient gradient, double eta, long t) {
        Matrix velocity = block.state().get(0);
        gradient.accumulate(0, 1, block.gradient());
        velocity.accumulate(mu, -eta, block.gradient());
        block.values().accumulate(1, mu, velocity);
        block.values().accumulate(1, -eta, block.gradient());
    }
}
