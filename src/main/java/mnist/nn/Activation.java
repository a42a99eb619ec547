package mnist.nn;

import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation function {@code a = sigma(z)} and its slope {@code sigma'(z)} (SOURCES S2, S5).
 *
 * <p>All but softmax act on each weighted input by itself. Softmax makes a column of weighted inputs into
 * probabilities, so it has no slope but a Jacobian, and stands in the output layer only. A slope is written as a function
 * of the activation itself, which the forward pass has left behind.
 */
public enum Activation {
    /** {@code 1 / (1 + e^-z)}; its slope is {@code a (1 - a)}. */
    SIGMOID("sigmoid", Activation::sigmoid, a -> a * (1 - a)),
    /** The hyperbolic tangent; its slope is {@code 1 - a^2}. */
    TANH("tanh", (z, a) -> a.setEach(z, Math::tanh), a -> 1 - a * a),
    /** {@code max(0, z)}; its slope is 0 or 1, and 0 at z = 0. */
    RELU("relu", (z, a) -> a.setEach(z, x -> Math.max(0, x)), a -> a > 0 ? 1 : 0),
    /** {@code log(1 + e^z)}, the smooth form of relu; its slope is the sigmoid, {@code 1 - e^-a}. */
    SOFTPLUS("softplus", (z, a) -> a.setEach(z, Activation::softplus), a -> -Math.expm1(-a)),
    /** {@code z} itself: a linear layer. */
    IDENTITY("identity", (z, a) -> a.setEach(z, x -> x), a -> 1),
    /** {@code e^z_j / sum_k e^z_k} over the neurons of the layer; output layer only. */
    SOFTMAX("softmax", Softmax::apply, null);

    private final String label;
    private final BiConsumer<Matrix, Matrix> function;
    private final DoubleUnaryOperator slope;

    Activation(String label, BiConsumer<Matrix, Matrix> function, DoubleUnaryOperator slope) {
        this.label = label;
        this.function = function;
        this.slope = slope;
    }

    /** Returns the name that configs and files use, for example {@code "sigmoid"}. */
    public String label() {
        return label;
    }

    /** Returns whether the function acts on each neuron by itself, as all but softmax do. */
    public boolean isElementwise() {
        return slope != null;
    }

    /** {@code A = sigma(Z)}; both are {@code (n_l, B)}. */
    void apply(Matrix z, Matrix a) {
        function.accept(z, a);
        a.write();
    }

    /**
     * Turns {@code dC/dA} into {@code dC/dZ}, in place: {@code delta := delta * sigma'(z)}, or for softmax the product
     * with its Jacobian. Both are {@code (n_l, B)}. Only the values on the heap are changed.
     */
    void backward(Matrix a, Matrix delta) {
        if (isElementwise()) {
            delta.multiplyEach(a, slope);
        } else {
            Softmax.backward(a, delta);
        }
    }

    /** {@code a = 1 / (1 + e^-z)}: 0 and 1 at z = -1000 and 1000, never NaN. */
    private static void sigmoid(Matrix z, Matrix a) {
        double[] in = z.values();
        double[] out = a.values();
        for (int i = 0; i < in.length; i++) {
            out[i] = -in[i];
        }
        Exponential.apply(out, out, a.scratch());
        for (int i = 0; i < out.length; i++) {
            out[i] = 1 / (1 + out[i]);
        }
    }

    /** Returns {@code log(1 + e^z)} without overflow: the part of e^z that could overflow is taken out of the log. */
    static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }
}
