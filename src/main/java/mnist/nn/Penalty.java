package mnist.nn;

/**
 * A penalty on the size of weights, added to the cost that training minimises, but not to the cost that is reported (Nielsen, ch. 3):
 *
 * <pre>{@code
 * C       = C_0 + l2/2 sum_w w^2 + l1 sum_w |w|
 * dC/dw   = dC_0/dw + l2 w + l1 sign(w)
 * }</pre>
 *
 * <p>Nielsen's lambda/n is {@code l2}, or {@code l1}: with 50,000 training images his 5.0 is 0.0001. Biases cost nothing.
 *
 * @param l2 of the squares, at least 0
 * @param l1 of the absolute values, at least 0
 */
public record Penalty(double l2, double l1) {
    /** Returns whether nothing is added. */
    public boolean isNone() {
        return l2 == 0 && l1 == 0;
    }

    /**
     * Returns the gradient of the cost with its penalty. Where it goes straight into the weights, l2 takes no time: it is a part
     * of their factor {@code keep}.
     *
     * @param gradient of the cost alone
     * @param weights whose size costs
     */
    public Gradient onTopOf(Gradient gradient, Matrix weights) {
        return (keep, factor, target) -> {
            if (target != weights) {
                gradient.accumulate(keep, factor, target);
                if (l1 > 0) {
                    target.accumulateSign(1, factor * l1, weights);
                }
                if (l2 > 0) {
                    target.accumulate(1, factor * l2, weights);
                }
            } else if (l1 > 0) {
                weights.accumulateSign(keep + factor * l2, factor * l1, weights);
                gradient.accumulate(1, factor, weights);
            } else {
                gradient.accumulate(keep + factor * l2, factor, weights);
            }
        };
    }
}
