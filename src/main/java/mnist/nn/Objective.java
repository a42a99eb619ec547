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
     * Returns the sum of the costs of the examples.
     *
     * @param z the weighted inputs of layer L, {@code (n_L, B)}; cross-entropy is computed from them where an output is too
     *     near to 0 or 1 to have a logarithm that can be trusted
     * @param a their activations, {@code (n_L, B)}
     * @param labels the class of each of the B examples
     */
    double sum(Matrix z, Matrix a, int[] labels) {
        return switch (cost) {
            case SQUARED_ERROR -> squaredErrors(a, labels);
            case HALF_SQUARED_ERROR -> squaredErrors(a, labels) / 2;
            case CROSS_ENTROPY ->
                output == Activation.SOFTMAX
                        ? Softmax.negativeLogLikelihood(z, a, labels)
                        : binaryCrossEntropies(z, labels);
        };
    }

    /**
     * Sets {@code delta^L = dC_x/dZ^L} for each example, {@code (n_L, B)} (Nielsen BP1; SOURCES S2 and S4).
     *
     * <pre>{@code
     * squared error:      delta^L = 2 (A - Y) * sigma'(Z)      (for softmax: times its Jacobian)
     * half squared error: delta^L =   (A - Y) * sigma'(Z)
     * cross-entropy:      delta^L =    A - Y
     * }</pre>
     */
    void delta(Matrix z, Matrix a, int[] labels, Matrix delta) {
        double factor = cost == Cost.SQUARED_ERROR ? 2 : 1;
        double[] outputs = a.read();
        double[] derivatives = delta.overwrite();
        int rows = a.rows();
        for (int x = 0; x < a.columns(); x++) {
            for (int k = 0; k < rows; k++) {
                derivatives[x * rows + k] = factor * (outputs[x * rows + k] - target(k, labels[x]));
            }
        }
        if (cost != Cost.CROSS_ENTROPY) {
            output.backward(z, a, delta);
        }
    }

    private static double squaredErrors(Matrix a, int[] labels) {
        double[] outputs = a.read();
        int rows = a.rows();
        double sum = 0;
        for (int x = 0; x < a.columns(); x++) {
            double ofExample = 0;
            for (int k = 0; k < rows; k++) {
                double difference = target(k, labels[x]) - outputs[x * rows + k];
                ofExample += difference * difference;
            }
            sum += ofExample;
        }
        return sum;
    }

    /** {@code -log a = softplus(-z)} and {@code -log(1 - a) = softplus(z)} for {@code a = sigmoid(z)}. */
    private static double binaryCrossEntropies(Matrix z, int[] labels) {
        double[] inputs = z.read();
        int rows = z.rows();
        double sum = 0;
        for (int x = 0; x < z.columns(); x++) {
            double ofExample = 0;
            for (int k = 0; k < rows; k++) {
                double input = inputs[x * rows + k];
                ofExample += Activation.softplus(k == labels[x] ? -input : input);
            }
            sum += ofExample;
        }
        return sum;
    }

    private static double target(int k, int label) {
        return k == label ? 1 : 0;
    }
}
