package mnist.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import mnist.data.RandomStream;
import mnist.nn.Vectors;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The largest and the smallest eigenvalue of a symmetric matrix that is known by its products alone (Lanczos 1950; Golub and Van
 * Loan 2013, section 10.1). From a random unit vector {@code q_1}:
 *
 * <pre>{@code
 * w        = A q_j
 * alpha_j  = q_j^T w
 * w       := w - sum_i (q_i^T w) q_i     over all i = 1..j, twice
 * beta_j   = |w|,  q_(j+1) = w / beta_j
 * }</pre>
 *
 * <p>Then {@code Q^T A Q} is the tridiagonal matrix T of the alpha and beta, and T's outermost eigenvalues come near to A's. Without
 * rounding, only {@code q_j} and {@code q_(j-1)} would have to be taken out of w; taking out all of them, twice, keeps Q orthogonal,
 * so that no eigenvalue comes a second time. For an eigenvalue theta of T with the unit vector s, A has an eigenvalue within
 * {@code beta_j |s_j|} of theta.
 *
 * @param largest the largest eigenvalue
 * @param smallest the smallest, with its sign
 * @param steps how many were taken, each one product with A
 */
public record Lanczos(Eigenvalue largest, Eigenvalue smallest, int steps) {
    /** Both ends are known when their bounds are below this part of the larger one's size. */
    private static final double ACCURATE = 1e-4;

    private static final int BETWEEN_CHECKS = 10;
    /** What is left of a vector when all of it was in the space of those before, relative to the matrix. */
    private static final double NOTHING = 1e-12;

    /**
     * An eigenvalue.
     *
     * @param value the number
     * @param bound how far from it A surely has one, at most
     */
    public record Eigenvalue(double value, double bound) {}

    /**
     * Finds both ends of the spectrum.
     *
     * @param times {@code A v} for a vector v of n numbers, which it leaves as it is
     * @param n how many rows and columns A has
     * @param most steps at most, for each of which n numbers are kept
     */
    static Lanczos of(UnaryOperator<double[]> times, int n, int most) {
        List<double[]> q = new ArrayList<>(List.of(start(n)));
        double[] alpha = new double[most];
        double[] beta = new double[most];
        for (int j = 0; ; j++) {
            double[] w = times.apply(q.get(j));
            alpha[j] = Vectors.dot(q.get(j), w);
            orthogonalise(w, q);
            orthogonalise(w, q);
            beta[j] = Math.sqrt(Vectors.dot(w, w));
            int steps = j + 1;
            boolean last = steps == Math.min(most, n) || beta[j] <= NOTHING * (Math.abs(alpha[j]) + beta[0]);
            if (last || steps % BETWEEN_CHECKS == 0) {
                Lanczos found = extremes(Arrays.copyOf(alpha, steps), Arrays.copyOf(beta, steps));
                if (last || found.isAccurate()) {
                    return found;
                }
            }
            q.add(Vectors.scaled(1 / beta[j], w));
        }
    }

    private boolean isAccurate() {
        double size = Math.max(Math.abs(largest.value), Math.abs(smallest.value));
        return Math.max(largest.bound, smallest.bound) <= ACCURATE * size;
    }

    private static double[] start(int n) {
        RandomStream random = new RandomStream(1, "Lanczos", 0);
        double[] q = new double[n];
        Arrays.setAll(q, i -> random.nextGaussian());
        return Vectors.scaled(1 / Math.sqrt(Vectors.dot(q, q)), q);
    }

    private static void orthogonalise(double[] w, List<double[]> q) {
        for (double[] before : q) {
            Vectors.add(-Vectors.dot(before, w), before, w);
        }
    }

    /** @param beta of which the last does not belong to T, but is what remains */
    private static Lanczos extremes(double[] alpha, double[] beta) {
        int steps = alpha.length;
        EigenDecomposition t = new EigenDecomposition(alpha, Arrays.copyOf(beta, steps - 1));
        int largest = 0;
        int smallest = 0;
        for (int i = 1; i < steps; i++) {
            largest = t.getRealEigenvalue(i) > t.getRealEigenvalue(largest) ? i : largest;
            smallest = t.getRealEigenvalue(i) < t.getRealEigenvalue(smallest) ? i : smallest;
        }
        return new Lanczos(eigenvalue(t, largest, beta[steps - 1]), eigenvalue(t, smallest, beta[steps - 1]), steps);
    }

    private static Eigenvalue eigenvalue(EigenDecomposition t, int i, double rest) {
        double[] s = t.getEigenvector(i).toArray();
        return new Eigenvalue(t.getRealEigenvalue(i), rest * Math.abs(s[s.length - 1]));
    }
}
