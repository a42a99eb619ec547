package mnist.runs;

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

    private static final double FAR = 3;

    /** At z = 3 they give 12 digits. */
    private static final int TERMS = 60;

    /** Runs the test. */
    public static McNemar of(long onlyA, long onlyB) {
        long n = onlyA + onlyB;
        return n <= MOST_EXACT
                ? new McNemar(onlyA, onlyB, "exact", exact(Math.min(onlyA, onlyB), n))
                : new McNemar(onlyA, onlyB, "chi-square", chiSquare(onlyA, onlyB));
    }

    /** Twice the probability of k heads or fewer in n throws of a fair coin. */
    private static double exact(long k, long n) {
        double log = -n * Math.log(2);
        double tail = 0;
        for (long i = 0; i <= k; i++) {
            tail += Math.exp(log);
            log += Math.log((double) (n - i) / (i + 1));
        }
        return Math.min(1, 2 * tail);
    }

    /** With one degree of freedom, chi-square is the square of a standard normal. */
    private static double chiSquare(long b, long c) {
        double z = Math.max(0, Math.abs(b - c) - 1) / Math.sqrt(b + c);
        return Math.min(1, 2 * upperTail(z));
    }

    /**
     * P(Z > z) for a standard normal Z and z >= 0: near 0 to 7 digits (Abramowitz and Stegun 1964, 26.2.17), far out, where
     * those are all zeros, by Laplace's continued fraction (26.2.14).
     */
    private static double upperTail(double z) {
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        if (z > FAR) {
            double denominator = z;
            for (int k = TERMS; k >= 1; k--) {
                denominator = z + k / denominator;
            }
            return density / denominator;
        }
        double t = 1 / (1 + 0.2316419 * z);
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return density * polynomial;
    }
}
