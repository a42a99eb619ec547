package mnist.training;

import java.util.ArrayList;
import java.util.List;
import mnist.nn.Vectors;

/**
 * Conjugate gradients for a system of linear equations (Hestenes and Stiefel 1952; Nocedal and Wright 2006, algorithm 5.2): it
 * solves {@code A p = -g} by products with A alone, and on its way goes down the quadratic {@code m(p) = g^T p + 1/2 p^T A p}.
 *
 * <pre>{@code
 * p = 0,  r = d = -g
 * alpha = r^T r / d^T A d
 * p := p + alpha d            r := r - alpha A d           the residual -g - A p
 * beta  = r^T r / (r^T r before)
 * d := r + beta d             conjugate to all d before: d^T A d' = 0
 * }</pre>
 */
final class ConjugateGradients {
    /** The relative progress per iteration below which another one is not worthwhile (Martens 2010, section 4.4). */
    private static final double PROGRESS = 5e-4;

    private static final int FEWEST_FOR_PROGRESS = 10;
    /** Of the first residual's square: the solution is as good as float64 makes it. */
    private static final double SOLVED = 1e-24;

    private ConjugateGradients() {}

    /** A matrix, given by its products. */
    interface LinearOperator {
        /** {@code product := A v}. */
        void apply(double[] v, double[] product);
    }

    /**
     * A solution, or what was reached.
     *
     * @param p the vector
     * @param model {@code m(p)}, negative unless g = 0
     */
    record Solution(double[] p, double model) {}

    /**
     * Solves. Where A turns out to have negative curvature along d, {@code d^T A d <= 0}, the quadratic has no lowest point, and what was
     * reached before is returned; {@code -g} where that is nothing (Nocedal and Wright 2006, algorithm 7.1).
     *
     * @param a symmetric
     * @param most iterations, each one product with A
     */
    static Solution solve(LinearOperator a, double[] g, int most) {
        double[] p = new double[g.length];
        double[] r = Vectors.scaled(-1, g);
        double[] d = r.clone();
        double[] ad = new double[g.length];
        double rr = Vectors.dot(r, r);
        double solved = SOLVED * rr;
        List<Double> models = new ArrayList<>(List.of(0.0));
        for (int i = 1; i <= most && rr > solved && !hasSettled(models); i++) {
            a.apply(d, ad);
            double dAd = Vectors.dot(d, ad);
            if (!(dAd > 0)) {
                return i == 1 ? new Solution(d, -rr + dAd / 2) : new Solution(p, models.get(i - 1));
            }
            double alpha = rr / dAd;
            Vectors.add(alpha, d, p);
            Vectors.add(-alpha, ad, r);
            // A p = -g - r
            models.add((Vectors.dot(g, p) - Vectors.dot(r, p)) / 2);
            double before = rr;
            rr = Vectors.dot(r, r);
            d = Vectors.along(r, rr / before, d);
        }
        return new Solution(p, models.get(models.size() - 1));
    }

    /** Martens' test: over the last k iterations, k a tenth of all but at least ten, m fell by less than k times 0.05 %. */
    private static boolean hasSettled(List<Double> models) {
        int i = models.size() - 1;
        int k = Math.max(FEWEST_FOR_PROGRESS, i / FEWEST_FOR_PROGRESS);
        return i > k && models.get(i) < 0 && models.get(i) - models.get(i - k) > k * PROGRESS * models.get(i);
    }
}
