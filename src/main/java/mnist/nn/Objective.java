package mnist.nn;

import java.util.Optional;

/**
 * What is minimised: a cost on top of an output activation. The two are decided together, because cross-entropy and the
 * activation it belongs to have a common, simple and stable derivative.
 *
 * <p>The targets {@code y} of an example are 1 for its class and 0 for the others.
 *
 * @param cost how far the outputs are from the targets
 * @param output the activation of layer L
 */
public record Objective(Cost cost, Activation output) {
    /** @throws IllegalArgumentException if the pair makes no sense, with the reason */
    public Objective {
        refusal(cost, output).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
    }

    /** Returns why a cost and an output activation do not go together, or nothing if they do. */
    public static Optional<String> refusal(Cost cost, Activation output) {
        boolean probabilities = output == Activation.SIGMOID || output == Activation.SOFTMAX;
        return cost == Cost.CROSS_ENTROPY && !probabilities
                ? Optional.of("cross-entropy takes the logarithm of probabilities, which %s outputs are not"
                        .formatted(output.label()))
                : Optional.empty();
    }

    /**
     * Returns the sum of the costs of the examples. It is computed from the weighted inputs where a logarithm is
     * involved, so that it stays finite when an output rounds to 0 or 1.
     *
     * @param z the weighted inputs of layer L, {@code (n_L, B)}
     * @param a their activations, {@code (n_L, B)}
     * @param labels the class of each of the B examples
     */
    double sum(Matrix z, Matrix a, int[] labels) {
        if (cost == Cost.CROSS_ENTROPY && output == Activation.SOFTMAX) {
            return Softmax.negativeLogLikelihood(z, a, labels);
        }
        double[] values = cost == Cost.CROSS_ENTROPY ? z.values() : a.values();
        int rows = a.rows();
        double sum = 0;
        for (int x = 0; x < a.columns(); x++) {
            sum += switch (cost) {
                case SQUARED_ERROR -> squaredError(values, x * rows, rows, labels[x]);
                case HALF_SQUARED_ERROR -> squaredError(values, x * rows, rows, labels[x]) / 2;
                case CROSS_ENTROPY -> binaryCrossEntropy(values, x * rows, rows, labels[x]);
            };
        }
        return sum;
    }

    /**
     * Sets {@code delta^L = dC_x/dZ^L} for each example, {@code (n_L, B)} (Nielsen BP1; SOURCES S2 and S4).
     *
     * <pre>{@code
     * squared error:      delta^L = 2 (A - Y) * sigma'(Z)
     * half squared error: delta^L =   (A - Y) * sigma'(Z)
     * cross-entropy:      delta^L =    A - Y
     * }</pre>
     */
    void delta(Matrix a, int[] labels, Matrix delta) {
        double factor = cost == Cost.SQUARED_ERROR ? 2 : 1;
        double[] outputs = a.values();
        double[] derivatives = delta.values();
        int rows = a.rows();
        for (int x = 0; x < a.columns(); x++) {
            for (int k = 0; k < rows; k++) {
                derivatives[x * rows + k] = factor * (outputs[x * rows + k] - target(k, labels[x]));
            }
        }
        if (cost != Cost.CROSS_ENTROPY) {
            output.backward(a, delta);
        }
        delta.write();
    }

    private static double squaredError(double[] a, int start, int rows, int label) {
        double sum = 0;
        for (int k = 0; k < rows; k++) {
            double difference = target(k, label) - a[start + k];
            sum += difference * difference;
        }
        return sum;
    }

    /** {@code -log a = softplus(-z)} and {@code -log(1 - a) = softplus(z)} for {@code a = sigmoid(z)}. */
    private static double binaryCrossEntropy(double[] z, int start, int rows, int label) {
        double sum = 0;
        for (int k = 0; k < rows; k++) {
            sum += Activation.softplus(k == label ? -z[start + k] : z[start + k]);
        }
        return sum;
    }

    private static double target(int k, int label) {
        return k == label ? 1 : 0;
    }
}
