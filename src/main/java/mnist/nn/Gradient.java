package mnist.nn;

/**
 * A gradient with respect to some weights or biases that is not yet computed: it is added straight to where it is wanted, to a sum
 * or to the parameters.
 */
@FunctionalInterface
public interface Gradient {
    /**
     * {@code target := keep * target + factor * gradient}.
     *
     * @param keep the factor on the numbers that are there; 0 ignores them, even NaN
     * @param factor 1 for the gradient itself, which points uphill; -eta for a step downhill
     * @param target one number for each parameter, in the parameters' shape
     */
    void accumulate(double keep, double factor, Matrix target);
}
