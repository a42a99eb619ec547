package mnist.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mnist.data.RandomStream;

/**
 * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl, "Algorithms for hyper-parameter
 * optimization", NIPS 2011). The points seen are parted into the best few and the rest; {@code l} and {@code g} are the
 * densities of the two. Of several places drawn from {@code l}, the one with the greatest {@code l / g} is proposed: that
 * has the greatest expected improvement. Each parameter is treated by itself.
 */
public final class TreeParzen {
    private static final int DRAWS = 24;
    private static final double GOOD = 0.15;
    private static final int MOST_GOOD = 25;

    /**
     * A point that was tried.
     *
     * @param places of its values on the parameters' scales
     * @param score the less the better; infinite where the trial failed
     */
    public record Tried(double[] places, double score) {}

    private final List<Distribution> distributions;

    /** Makes a model of a space. */
    public TreeParzen(List<Distribution> distributions) {
        this.distributions = distributions;
    }

    /** Returns places for the next point. */
    public double[] propose(List<Tried> tried, RandomStream random) {
        List<Tried> sorted = new ArrayList<>(tried);
        sorted.sort(Comparator.comparingDouble(Tried::score));
        int good = Math.min(MOST_GOOD, (int) Math.ceil(GOOD * sorted.size()));
        double[] proposed = new double[distributions.size()];
        for (int i = 0; i < proposed.length; i++) {
            ParzenEstimator l = estimator(i, sorted.subList(0, good));
            ParzenEstimator g = estimator(i, sorted.subList(good, sorted.size()));
            proposed[i] = best(l, g, random);
        }
        return proposed;
    }

    private ParzenEstimator estimator(int parameter, List<Tried> points) {
        double[] seen =
                points.stream().mapToDouble(point -> point.places()[parameter]).toArray();
        return ParzenEstimator.of(distributions.get(parameter), seen);
    }

    private static double best(ParzenEstimator l, ParzenEstimator g, RandomStream random) {
        double best = 0;
        double bestRatio = Double.NEGATIVE_INFINITY;
        for (int draw = 0; draw < DRAWS; draw++) {
            double place = l.draw(random);
            double ratio = l.logDensity(place) - g.logDensity(place);
            if (ratio > bestRatio) {
                best = place;
                bestRatio = ratio;
            }
        }
        return best;
    }
}
