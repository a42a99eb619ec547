package mnist.training;

import mnist.nn.Vectors;

/**
 * How far to go along a descent direction d: {@code phi(alpha) = f(w + alpha d)} must fall and flatten enough, by the strong Wolfe
 * conditions (Nocedal and Wright 2006, algorithms 3.5 and 3.6).
 *
 * <pre>{@code
 * phi(alpha)    <= phi(0) + 1/10000 alpha phi'(0)
 * |phi'(alpha)| <= 1/10 |phi'(0)|
 * }</pre>
 */
final class LineSearch {
    private static final double SUFFICIENT = 1e-4;
    private static final double FLAT = 0.1;
    private static final int MOST_TRIALS = 20;
    /** No trial is nearer to an end of the interval than this part of it. */
    private static final double MARGIN = 0.1;

    private final Surface surface;
    private final double[] w;
    private final double[] d;
    private final double[] gradient;
    private final Trial start;
    private int trials;

    /** A place on the line, with phi and phi' there. */
    private record Trial(double alpha, double value, double slope) {}

    LineSearch(Surface surface, BatchOptimizer.Point from, double[] d) {
        this.surface = surface;
        this.w = from.w();
        this.d = d;
        this.gradient = new double[w.length];
        this.start = new Trial(0, from.cost(), Vectors.dot(from.gradient(), d));
    }

    /**
     * Searches.
     *
     * @param first where it is tried first, above 0
     * @return alpha; where no trial meets both conditions, the best that is low enough, or 0
     */
    double search(double first) {
        Trial before = start;
        double alpha = first;
        while (trials < MOST_TRIALS) {
            Trial trial = at(alpha);
            if (!isLowEnough(trial) || before != start && trial.value >= before.value) {
                return zoom(before, trial).alpha;
            }
            if (isFlat(trial)) {
                return alpha;
            }
            if (trial.slope >= 0) {
                return zoom(trial, before).alpha;
            }
            before = trial;
            alpha *= 2;
        }
        return before.alpha;
    }

    /** Closes in on a place between one that is low enough and one beyond the place that is looked for. */
    private Trial zoom(Trial lowest, Trial other) {
        Trial low = lowest;
        Trial high = other;
        while (trials < MOST_TRIALS) {
            Trial trial = at(between(low, high));
            if (!isLowEnough(trial) || trial.value >= low.value) {
                high = trial;
            } else if (isFlat(trial)) {
                return trial;
            } else {
                high = trial.slope * (high.alpha - low.alpha) >= 0 ? low : high;
                low = trial;
            }
        }
        return low;
    }

    private Trial at(double alpha) {
        trials++;
        double value = surface.gradient(Vectors.along(w, alpha, d), gradient);
        return new Trial(alpha, value, Vectors.dot(gradient, d));
    }

    private boolean isLowEnough(Trial trial) {
        return trial.value <= start.value + SUFFICIENT * trial.alpha * start.slope;
    }

    private boolean isFlat(Trial trial) {
        return Math.abs(trial.slope) <= -FLAT * start.slope;
    }

    /** Returns the minimum of the cubic through both places (formula 3.59), or the middle where that is no place well between. */
    private static double between(Trial low, Trial high) {
        double width = high.alpha - low.alpha;
        double d1 = low.slope + high.slope - 3 * (high.value - low.value) / width;
        double d2 = Math.signum(width) * Math.sqrt(d1 * d1 - low.slope * high.slope);
        double minimum = high.alpha - width * (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
        double part = (minimum - low.alpha) / width;
        return part >= MARGIN && part <= 1 - MARGIN ? minimum : low.alpha + width / 2;
    }
}
