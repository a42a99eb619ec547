package mnist.nn;

import java.util.List;

/**
 * Adam (Kingma and Ba 2015, algorithm 1): every parameter has a step length of its own, from the mean M and the mean square V of
 * its gradients G, of which the recent count most. Both means begin at 0; the powers of beta correct that.
 *
 * <pre>{@code
 * M := beta1 M + (1 - beta1) G
 * V := beta2 V + (1 - beta2) G * G
 * W := W - eta lambda W - eta (M / (1 - beta1^t)) / (sqrt(V / (1 - beta2^t)) + epsilon)
 * }</pre>
 *
 * <p>The state is M and V themselves; the divisions by 1 - beta^t are made anew in each step.
 *
 * <p>With lambda > 0 this is AdamW (Loshchilov and Hutter 2019, algorithm 2): weights decay by the learning rate alone, whatever
 * their gradients are, unlike under a penalty in the cost. Its lambda is counted per unit of learning rate, as in PyTorch; the
 * paper's, which only the schedule scales, is {@code optimizer.learningRate} times ours. Biases, which decay in the
 * paper, do not.
 *
 * @param beta1 how much of the mean a step keeps, in [0, 1)
 * @param beta2 how much of the mean square a step keeps, in [0, 1)
 * @param epsilon keeps the step finite where no gradient ever was
 * @param lambda the decay of weights, per unit of learning rate; 0 for Adam
 */
public record Adam(double beta1, double beta2, double epsilon, double lambda) implements Optimizer {
    /** beta1. */
    public static final Coefficient BETA1 = new Coefficient(
                    "beta1", "How much of the mean of the gradient a step keeps.", Interval.fractionBelowOne())
            .orElse(0.9);

    /** beta2. */
    public static final Coefficient BETA2 = new Coefficient(
                    "beta2", "How much of the mean square of the gradient a step keeps.", Interval.fractionBelowOne())
            .orElse(0.999);

    /** epsilon. */
    public static final Coefficient EPSILON = new Coefficient(
                    "epsilon",
                    "What is added to the root of the mean square that a step is divided by.",
                    Interval.positive(1))
            .orElse(1e-8);

    /** lambda. */
    public static final Coefficient WEIGHT_DECAY = new Coefficient(
                    "weightDecay",
                    "The share of each weight that a step takes away, per unit of learning rate.",
                    Interval.upTo(1000))
            .orElse(0.01);

    /** Adding and then subtracting these makes 0 of numbers so small that a processor is slow with them. */
    private static final float TINY_MEAN = 1e-25f;

    private static final float TINY_SQUARE = 1e-30f;

    /** Makes Adam of its numbers. */
    public static Adam of(Coefficients c) {
        return new Adam(c.of(BETA1), c.of(BETA2), c.of(EPSILON), 0);
    }

    /** Makes AdamW of its numbers. */
    public static Adam withDecay(Coefficients c) {
        return new Adam(c.of(BETA1), c.of(BETA2), c.of(EPSILON), c.of(WEIGHT_DECAY));
    }

    @Override
    public List<String> stateNames() {
        return List.of("mean", "square");
    }

    @Override
    public boolean needsGradient() {
        return true;
    }

    @Override
    public void step(Block block, Gradient gradient, double eta, long t) {
        gradient.accumulate(0, 1, block.gradient());
        float rate = (float) (eta / (1 - StrictMath.pow(beta1, t)));
        float scale = (float) (1 / StrictMath.sqrt(1 - StrictMath.pow(beta2, t)));
        float kept = (float) (1 - (block.areWeights() ? eta * lambda : 0));
        averages(block);
        float[] w = block.values().getSingles();
        float[] m = block.state().get(0).getSingles();
        float[] v = block.state().get(1).getSingles();
        float smallest = (float) epsilon;
        for (int i = 0, size = block.values().size(); i < size; i++) {
            w[i] = kept * w[i] - rate * m[i] / ((float) Math.sqrt(v[i]) * scale + smallest);
        }
        block.values().putSingles();
    }

    private void averages(Block block) {
        float[] g = block.gradient().getSingles();
        float[] m = block.state().get(0).getSingles();
        float[] v = block.state().get(1).getSingles();
        float keptMean = (float) beta1;
        float keptSquare = (float) beta2;
        float newMean = (float) (1 - beta1);
        float newSquare = (float) (1 - beta2);
        for (int i = 0, size = block.gradient().size(); i < size; i++) {
            m[i] = keptMean * m[i] + newMean * g[i] + TINY_MEAN - TINY_MEAN;
            v[i] = keptSquare * v[i] + newSquare * g[i] * g[i] + TINY_SQUARE - TINY_SQUARE;
        }
        block.state().get(0).putSingles();
        block.state().get(1).putSingles();
    }
}
