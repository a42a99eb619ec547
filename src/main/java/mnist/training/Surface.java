package mnist.training;

/**
 * A function of P numbers that is to be minimised, at any point w, with its derivatives: the mean cost of a minibatch over the
 * network's parameters ({@link BatchCost}), or a formula.
 */
interface Surface {
    /** Returns {@code f(w)}. */
    double cost(double[] w);

    /**
     * Returns {@code f(w)} and its gradient.
     *
     * @param gradient is set; it points uphill
     */
    double gradient(double[] w, double[] gradient);

    /**
     * Multiplies a matrix of second derivatives at w by a vector.
     *
     * @param product is set
     */
    void curvature(double[] w, double[] v, double[] product);
}
