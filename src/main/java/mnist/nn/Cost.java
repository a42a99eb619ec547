package mnist.nn;

import java.util.function.DoubleUnaryOperator;

/**
 * A cost function; each constant defines it for one example, and the network's cost is the mean over examples.
 *
 * <p>Some are a sum over the outputs of a function of the error {@code e = a - y}, and have its value, its
 * derivative and its second derivative (null if that is 0 wherever it exists). The others belong to an output activation, with which
 * their derivative is simple:
 * {@code dC/dZ = A - Y}.
 */
public enum Cost {
    /** {@code sum_k (y_k - a_k)^2}, without a factor 1/2 (SOURCES S1). */
    SQUARED_ERROR("squared-error", e -> e * e, e -> 2 * e, e -> 2),
    /** {@code 1/2 sum_k (y_k - a_k)^2} (SOURCES S4). */
    HALF_SQUARED_ERROR("half-squared-error", e -> e * e / 2, e -> e, e -> 1),
    /** {@code sum_k |y_k - a_k|} (SOURCES S5); its derivative is taken to be 0 where there is no error. */
    ABSOLUTE_ERROR("absolute-error", Math::abs, Math::signum, null),
    /**
     * With softmax the negative log-likelihood {@code -log a_j} of the true class j (SOURCES S2); with sigmoid the binary
     * cross-entropy {@code -sum_k (y_k log a_k + (1 - y_k) log(1 - a_k))} (SOURCES S1).
     */
    CROSS_ENTROPY("cross-entropy"),
    /**
     * With step outputs, how far on the wrong side the weighted inputs are, {@code sum_k (a_k - y_k) z_k}. A step of gradient
     * descent on one example is then the perceptron's learning rule, {@code w := w + eta (y - a) x} (Rosenblatt 1958; SOURCES S2).
     */
    PERCEPTRON("perceptron");

    private final String label;
    private final DoubleUnaryOperator value;
    private final DoubleUnaryOperator derivative;
    private final DoubleUnaryOperator secondDerivative;

    Cost(
            String label,
            DoubleUnaryOperator value,
            DoubleUnaryOperator derivative,
            DoubleUnaryOperator secondDerivative) {
        this.label = label;
        this.value = value;
        this.derivative = derivative;
        this.secondDerivative = secondDerivative;
    }

    Cost(String label) {
        this(label, null, null, null);
    }

    /** Returns the name that configs and files use, for example {@code "squared-error"}. */
    public String label() {
        return label;
    }

    /** Returns whether the cost is curved: a cost of errors in the outputs, the others in {@code Z^L}. */
    public boolean isCurved() {
        return this == CROSS_ENTROPY || secondDerivative != null;
    }

    /** Returns whether the cost is a sum of functions of the errors. */
    boolean isOfErrors() {
        return value != null;
    }

    /** Returns the cost of one output with the error {@code a - y}. */
    double value(double error) {
        return value.applyAsDouble(error);
    }

    /** Returns {@code dC/da} of one output with the error {@code a - y}. */
    double derivative(double error) {
        return derivative.applyAsDouble(error);
    }

    /** Returns {@code d2C/da2} of one output with the error {@code a - y}. */
    double secondDerivative(double error) {
        return secondDerivative == null ? 0 : secondDerivative.applyAsDouble(error);
    }
}
