package mnist.nn;

import java.util.function.BiConsumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation function {@code a = sigma(z)}, its derivative {@code sigma'(z)} and its second derivative {@code sigma''(z)} (SOURCES
 * S2, S5).
 *
 * <p>All but softmax act on each weighted input by itself. Softmax turns a column of weighted inputs into
 * probabilities; its derivative is a Jacobian, and it is for the output layer only. The derivatives are functions of z and a, both
 * kept by the forward pass; most are simplest in a. The functions are those of {@code StrictMath}, or our own: {@code Math} may
 * differ in the last bits between Java versions.
 */
public enum Activation {
    /** {@code 1 / (1 + e^-z)}; its derivative is {@code a (1 - a)}. */
    SIGMOID(
            "sigmoid",
            Shape.bounded(0.25),
            Activation::sigmoid,
            (z, a) -> a * (1 - a),
            (z, a) -> a * (1 - a) * (1 - 2 * a)),
    /** The hyperbolic tangent; its derivative is {@code 1 - a^2}. */
    TANH("tanh", Shape.bounded(1), each(StrictMath::tanh), (z, a) -> 1 - a * a, (z, a) -> -2 * a * (1 - a * a)),
    /** {@code max(0, z)}; its derivative is 0 or 1, here 0 at z = 0. */
    RELU("relu", Shape.unbounded(1).withKink(), each(z -> Math.max(0, z)), (z, a) -> z > 0 ? 1 : 0, (z, a) -> 0),
    /** {@code log(1 + e^z)}, the smooth form of relu; its derivative is the sigmoid, {@code 1 - e^-a}. */
    SOFTPLUS(
            "softplus",
            Shape.unbounded(1),
            each(Activation::softplus),
            (z, a) -> -StrictMath.expm1(-a),
            (z, a) -> -StrictMath.expm1(-a) * StrictMath.exp(-a)),
    /**
     * {@code z Phi(z)} with the normal distribution function Phi, not its approximation by tanh (Hendrycks and Gimpel 2016); its
     * derivative is {@code Phi(z) + z phi(z)}, where {@code Phi(z) = a / z}, and largest at z = sqrt 2.
     */
    GELU(
            "gelu",
            Shape.unbounded(1.1289041451),
            each(z -> z * Gaussian.distribution(z)),
            (z, a) -> (z == 0 ? 0.5 : a / z) + z * Gaussian.density(z),
            (z, a) -> (2 - z * z) * Gaussian.density(z)),
    /** {@code z} itself: a linear layer. */
    IDENTITY("identity", Shape.unbounded(1), each(z -> z), (z, a) -> 1, (z, a) -> 0),
    /**
     * Heaviside's step: 1 where {@code z >= 0}, else 0 (SOURCES S2). No gradient passes through it, so it is for the output layer only,
     * where the perceptron rule needs no derivative.
     */
    STEP("step", Shape.bounded(0), each(z -> z >= 0 ? 1 : z < 0 ? 0 : z), (z, a) -> 0, (z, a) -> 0),
    /** {@code e^z_j / sum_k e^z_k} over the neurons of the layer; output layer only. */
    SOFTMAX("softmax", Shape.bounded(0), Softmax::apply, null, null);

    private final String label;
    private final Shape shape;
    private final BiConsumer<Matrix, Matrix> function;
    private final DoubleBinaryOperator derivative;
    private final DoubleBinaryOperator secondDerivative;

    Activation(
            String label,
            Shape shape,
            BiConsumer<Matrix, Matrix> function,
            DoubleBinaryOperator derivative,
            DoubleBinaryOperator secondDerivative) {
        this.label = label;
        this.shape = shape;
        this.function = function;
        this.derivative = derivative;
        this.secondDerivative = secondDerivative;
    }

    /** Returns the name that configs and files use, for example {@code "sigmoid"}. */
    public String label() {
        return label;
    }

    /** Returns whether the function acts on each neuron by itself, as all but softmax do. */
    public boolean isElementwise() {
        return derivative != null;
    }

    /** Returns whether a hidden layer can have it: whether it acts on each neuron by itself and lets a gradient pass. */
    public boolean canBeHidden() {
        return isElementwise() && this != STEP;
    }

    /** Returns whether its values are bounded above and below: a stuck neuron is then called saturated, otherwise dead. */
    public boolean isBounded() {
        return shape.isBounded;
    }

    /** Returns whether its derivative jumps at z = 0. */
    public boolean hasKink() {
        return shape.hasKink;
    }

    /** Returns the absolute derivative as a fraction of its largest value; NaN for step and softmax. */
    double steepness(double z, double a) {
        return shape.steepest == 0 ? Double.NaN : Math.abs(derivative.applyAsDouble(z, a)) / shape.steepest;
    }

    /** {@code A := sigma(Z)}; both are {@code (n_l, N)}. */
    void apply(Matrix z, Matrix a) {
        function.accept(z, a);
    }

    /**
     * Turns {@code dC/dA} into {@code dC/dZ}, in place: {@code delta := delta * sigma'(Z)}, or for softmax its product with the
     * Jacobian. All are {@code (n_l, N)}.
     */
    void backward(Matrix z, Matrix a, Matrix delta) {
        if (!isElementwise()) {
            Softmax.backward(a, delta);
            return;
        }
        double[] inputs = z.read();
        double[] outputs = a.read();
        double[] derivatives = delta.modify();
        int size = delta.size();
        for (int i = 0; i < size; i++) {
            derivatives[i] *= derivative.applyAsDouble(inputs[i], outputs[i]);
        }
    }

    /**
     * {@code R{A} := sigma'(Z) * R{Z}}, the directional derivative of A ({@link CurvaturePass}); for softmax the Jacobian times R{Z}.
     * The Jacobian is symmetric, so {@link #backward} serves.
     */
    void tangent(Tangent layer) {
        layer.rA().accumulate(0, 1, layer.rZ());
        backward(layer.z(), layer.a(), layer.rA());
    }

    /**
     * Adds the second-order term to {@code R{dC/dZ}}: {@code dC/dA * sigma''(Z) * R{Z}}, or for softmax {@code dC/dA} times the
     * directional derivative of the Jacobian. All are {@code (n_l, N)}.
     */
    void addSecondOrder(Tangent layer, Matrix dA, Matrix rDelta) {
        if (!isElementwise()) {
            Softmax.addSecondOrder(layer, dA, rDelta);
            return;
        }
        double[] inputs = layer.z().read();
        double[] outputs = layer.a().read();
        double[] along = layer.rZ().read();
        double[] derivatives = dA.read();
        double[] sum = rDelta.modify();
        int size = rDelta.size();
        for (int i = 0; i < size; i++) {
            sum[i] += derivatives[i] * secondDerivative.applyAsDouble(inputs[i], outputs[i]) * along[i];
        }
    }

    private static BiConsumer<Matrix, Matrix> each(DoubleUnaryOperator function) {
        return (z, a) -> {
            double[] in = z.read();
            double[] out = a.overwrite();
            int size = a.size();
            for (int i = 0; i < size; i++) {
                out[i] = function.applyAsDouble(in[i]);
            }
        };
    }

    /** {@code a = 1 / (1 + e^-z)}; a large |z| gives 0 or 1, not NaN. */
    private static void sigmoid(Matrix z, Matrix a) {
        double[] in = z.read();
        double[] out = a.overwrite();
        int size = a.size();
        for (int i = 0; i < size; i++) {
            out[i] = -in[i];
        }
        Exponential.apply(out, size, a.scratch());
        for (int i = 0; i < size; i++) {
            out[i] = 1 / (1 + out[i]);
        }
    }

    /** Returns {@code log(1 + e^z)} without overflow, as {@code max(z, 0) + log(1 + e^-|z|)}. */
    static double softplus(double z) {
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    /**
     * What the curve of a function looks like.
     *
     * @param isBounded whether its values are bounded above and below
     * @param steepest the largest absolute derivative, 0 where it is of no use
     * @param hasKink whether its derivative jumps at z = 0
     */
    private record Shape(boolean isBounded, double steepest, boolean hasKink) {
        static Shape bounded(double steepest) {
            return new Shape(true, steepest, false);
        }

        static Shape unbounded(double steepest) {
            return new Shape(false, steepest, false);
        }

        Shape withKink() {
            return new Shape(isBounded, steepest, true);
        }
    }
}
