package mnist.nn;

/**
 * The gradient of the mean cost with respect to the weights or the biases of a layer, ready to be computed: it goes straight
 * to where it is wanted, as the next term of a sum or as a step.
 */
@FunctionalInterface
public interface Gradient {
    /**
     * {@code target := before * target + factor * gradient}.
     *
     * @param before what becomes of the numbers that are there; 0 forgets them
     * @param factor 1 for the gradient itself, which points uphill; -eta for a step downhill
     * @param target one number for each parameter, in the parameters' shape
     */
    void accumulate(double before, double factor, Matrix target);
}
