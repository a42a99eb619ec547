package mnist.training;

import java.util.List;
import java.util.Map;
import mnist.nn.Vectors;

/**
 * Newton's method without the Hessian's inverse, or the Hessian: "Hessian-free" optimisation (Martens 2010; SOURCES S5). B is
 * the Hessian or the Gauss-Newton matrix; conjugate gradients need only its products.
 *
 * <pre>{@code
 * (B + lambda I) p = -g                                       by conjugate gradients
 * rho = (f(w + p) - f(w)) / (g^T p + 1/2 p^T B p)             actual by predicted change
 * lambda := 3/2 lambda where rho < 1/4, 1/3 lambda where rho > 3/4
 * w := w + alpha p                                            the first alpha of 1, 1/2, 1/4 … with
 *                                                             f(w + alpha p) <= f(w) + 1/100 alpha g^T p
 * }</pre>
 *
 * <p>The damping lambda (Levenberg 1944, Marquardt 1963) keeps p where the quadratic can be trusted, and makes a singular B
 * regular. With a Fisher matrix for B, p is the damped natural gradient (Amari 1998; Martens 2014). Conjugate gradients begin at 0
 * in every step, so that p leads down however early they end.
 *
 * @param damping the first lambda
 * @param iterations of conjugate gradients, at most, in a step
 */
record NewtonCg(double damping, int iterations) implements BatchOptimizer {
    private static final String LAMBDA = "damping";
    private static final double POOR = 0.25;
    private static final double GOOD = 0.75;
    private static final double UP = 1.5;
    /** Larger than Martens' 3/2: with few steps, on all examples, a damping that is too high for long costs most of them. */
    private static final double DOWN = 3;

    private static final double SUFFICIENT = 0.01;
    private static final int MOST_HALVINGS = 30;

    @Override
    public List<String> vectorNames() {
        return List.of();
    }

    @Override
    public Map<String, Double> firstNumbers() {
        return Map.of(LAMBDA, damping);
    }

    @Override
    public Move step(Surface surface, Point from, Memory memory) {
        double lambda = memory.numbers().get(LAMBDA);
        ConjugateGradients.Solution solution = ConjugateGradients.solve(
                (v, product) -> {
                    surface.curvature(from.w(), v, product);
                    Vectors.add(lambda, v, product);
                },
                from.gradient(),
                iterations);
        double[] p = solution.p();
        double slope = Vectors.dot(from.gradient(), p);
        if (!(slope < 0)) {
            return Move.none(from);
        }
        double promised = solution.model() - lambda / 2 * Vectors.dot(p, p);
        double cost = surface.cost(Vectors.along(from.w(), 1, p));
        double rho = (cost - from.cost()) / promised;
        memory.numbers().put(LAMBDA, adapted(lambda, rho));
        return backtrack(surface, from, p, cost);
    }

    private static double adapted(double lambda, double rho) {
        if (rho > GOOD) {
            return lambda / DOWN;
        }
        // Also where rho is NaN.
        return rho >= POOR ? lambda : lambda * UP;
    }

    /** Halves the step until it leads down enough (Armijo 1966). */
    private static Move backtrack(Surface surface, Point from, double[] p, double costOfWhole) {
        double slope = Vectors.dot(from.gradient(), p);
        double alpha = 1;
        double cost = costOfWhole;
        for (int halvings = 0; halvings < MOST_HALVINGS; halvings++) {
            double[] to = Vectors.along(from.w(), alpha, p);
            cost = halvings == 0 ? cost : surface.cost(to);
            if (cost <= from.cost() + SUFFICIENT * alpha * slope) {
                return new Move(to, alpha);
            }
            alpha /= 2;
        }
        return Move.none(from);
    }
}
