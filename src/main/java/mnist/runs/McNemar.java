package mnist.runs;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;

/**
 * McNemar's test of whether two networks, tested on the same examples, are right equally often (McNemar 1947). Examples
 * that both have right, or both have wrong, say nothing; if neither is better, each of the others is as likely to be in
 * favour of one as of the other.
 *
 * @param onlyA examples that only the first has right
 * @param onlyB examples that only the second has right
 * @param method {@code exact}, by the binomial distribution, or {@code chi-square} with continuity correction
 * @param p the probability of a difference at least as large if neither is better; two-sided
 */
public record McNemar(long onlyA, long onlyB, String method, double p) {
    /** Above this many, the approximation by the chi-square distribution is good to more digits than anyone reads. */
    private static final int MOST_EXACT = 1000;

    /** Runs the test. */
    public static McNemar of(long onlyA, long onlyB) {
        return onlyA + onlyB <= MOST_EXACT
                ? new McNemar(onlyA, onlyB, "exact", exact((int) Math.min(onlyA, onlyB), (int) (onlyA + onlyB)))
                : new McNemar(onlyA, onlyB, "chi-square", chiSquare(onlyA, onlyB));
    }

    /**
     * Twice the probability of k heads or fewer in n throws of a fair coin, with k at most half of n. The binomial distribution of
     * the library has it as 1 less the other tail, in which the digits of a small one are lost.
     */
    private static double exact(int k, int n) {
        return k == n ? 1 : Math.min(1, 2 * Beta.regularizedBeta(0.5, n - k, k + 1));
    }

    /** With one degree of freedom, chi-square is the square of a standard normal Z, and {@code 2 P(Z > z) = erfc(z / sqrt(2))}. */
    private static double chiSquare(long b, long c) {
        return Erf.erfc(Math.max(0, Math.abs(b - c) - 1) / Math.sqrt(2.0 * (b + c)));
    }
}
