package mnist.nn;

import java.util.Optional;

/**
 * A cost and the output activation that it is applied to. They are chosen together, because cross-entropy with sigmoid or softmax has
 * a simple and stable derivative.
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
        if (cost == Cost.CROSS_ENTROPY && !probabilities) {
            return Optional.of("cross-entropy takes the logarithm of probabilities, which %s outputs are not"
                    .formatted(output.label()));
        }
        if (cost == Cost.PERCEPTRON && output != Activation.STEP) {
            return Optional.of("the perceptron's rule is for step outputs, not " + output.label());
        }
        return cost != Cost.PERCEPTRON && output == Activation.STEP
                ? Optional.of(
                        "step has slope 0 everywhere, so no gradient passes through it; only the perceptron's rule needs none")
                : Optional.empty();
    }

    /**
     * Returns the sum of the costs of the examples.
     *
     * @param z the weighted inputs of layer L, {@code (n_L, N)}; cross-entropy uses them: always with sigmoid,
     *     with softmax where the likelihood is tiny
     * @param a the activations of layer L, {@code (n_L, N)}
     * @param labels the class of each of the N examples
     */
    double sum(Matrix z, Matrix a, int[] labels) {
        if (cost == Cost.CROSS_ENTROPY && output == Activation.SOFTMAX) {
            return Softmax.negativeLogLikelihood(z, a, labels);
        }
        double[] inputs = z.read();
        double[] outputs = a.read();
        int rows = a.rows();
        double sum = 0;
        for (int x = 0; x < a.columns(); x++) {
            double ofExample = 0;
            for (int k = 0; k < rows; k++) {
                ofExample += costOfOutput(inputs[x * rows + k], outputs[x * rows + k], target(k, labels[x]));
            }
            sum += ofExample;
        }
        return sum;
    }

    /** Returns the cost of one output, except for softmax with cross-entropy. */
    private double costOfOutput(double z, double a, double y) {
        return switch (cost) {
            case CROSS_ENTROPY -> binaryCrossEntropy(z, y);
            case PERCEPTRON -> (a - y) * z;
            default -> cost.value(a - y);
        };
    }

    /**
     * Sets {@code delta^L = dC_x/dZ^L} for each example, {@code (n_L, N)} (Nielsen BP1; SOURCES S2 and S4).
     *
     * <pre>{@code
     * cross-entropy, perceptron:   delta^L =    A - Y
     * squared error:               delta^L = 2 (A - Y)     * sigma'(Z)
     * half squared error:          delta^L =   (A - Y)     * sigma'(Z)
     * absolute error:              delta^L = sign(A - Y)   * sigma'(Z)
     * }</pre>
     *
     * <p>For softmax, its Jacobian takes the place of sigma'(Z).
     */
    void delta(Matrix z, Matrix a, int[] labels, Matrix delta) {
        derivativeOrError(a, labels, delta);
        if (cost.isOfErrors()) {
            output.backward(z, a, delta);
        }
    }

    /** Sets {@code dC_x/dA^L}; for a cost that is not of errors {@code A - Y}, which is {@code dC_x/dZ^L} already. */
    private void derivativeOrError(Matrix a, int[] labels, Matrix derivative) {
        double[] outputs = a.read();
        double[] derivatives = derivative.overwrite();
        int rows = a.rows();
        for (int x = 0; x < a.columns(); x++) {
            for (int k = 0; k < rows; k++) {
                double error = outputs[x * rows + k] - target(k, labels[x]);
                derivatives[x * rows + k] = cost.isOfErrors() ? cost.derivative(error) : error;
            }
        }
    }

    /**
     * Sets {@code R{delta^L}}, the directional derivative of {@code delta^L} ({@link CurvaturePass}), {@code (n_L, N)}.
     *
     * <pre>{@code
     * cross-entropy, perceptron:   R{delta^L} = R{A}
     * costs of errors:             R{delta^L} = d2C_x/dA2 * R{A} * sigma'(Z)  +  dC_x/dA * sigma''(Z) * R{Z}
     * }</pre>
     *
     * <p>The last term is the curvature of the outputs, which {@link Curvature#GAUSS_NEWTON} leaves out.
     *
     * @param work {@code (n_L, N)}, whatever it holds
     */
    void tangentDelta(Tangent layer, int[] labels, Curvature curvature, Matrix work, Matrix rDelta) {
        rDelta.accumulate(0, 1, layer.rA());
        if (cost.isOfErrors()) {
            timesCurvature(layer.a(), labels, rDelta);
            output.backward(layer.z(), layer.a(), rDelta);
            if (curvature == Curvature.HESSIAN) {
                derivativeOrError(layer.a(), labels, work);
                output.addSecondOrder(layer, work, rDelta);
            }
        }
    }

    /** {@code rDelta := d2C_x/dA2 * rDelta} for a cost of errors. */
    private void timesCurvature(Matrix a, int[] labels, Matrix rDelta) {
        double[] outputs = a.read();
        double[] derivatives = rDelta.modify();
        int rows = a.rows();
        for (int x = 0; x < a.columns(); x++) {
            for (int k = 0; k < rows; k++) {
                derivatives[x * rows + k] *= cost.secondDerivative(outputs[x * rows + k] - target(k, labels[x]));
            }
        }
    }

    /** {@code -log a = softplus(-z)} and {@code -log(1 - a) = softplus(z)} for {@code a = sigmoid(z)}. */
    private static double binaryCrossEntropy(double z, double y) {
        return Activation.softplus(y == 1 ? -z : z);
    }

    private static double target(int k, int label) {
        return k == label ? 1 : 0;
    }
}
