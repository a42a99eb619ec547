package mnist.space;

import java.util.Arrays;
import mnist.data.RandomStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A density over the places of one parameter's scale, estimated from places that were seen (Bergstra et al. 2011, §4.2):
 * for numbers, a mixture of normal distributions, cut off at 0 and 1, one around each place that was seen and a wide one
 * for what was not; each as wide as the distance to its farther neighbour. For listed values, the counts with one
 * more observation spread over all of them.
 */
final class ParzenEstimator {
    private static final double LARGEST_FACTOR = 100;

    private final double[] centres;
    private final double[] widths;
    private final double[] masses;
    private final double[] weights;

    private ParzenEstimator(double[] centres, double[] widths, double[] weights) {
        this.centres = centres;
        this.widths = widths;
        this.weights = weights;
        this.masses = new double[centres.length];
        for (int i = 0; i < centres.length && widths.length > 0; i++) {
            masses[i] = new NormalDistribution(null, centres[i], widths[i]).probability(0, 1);
        }
    }

    /** Returns the density of a parameter whose values are seen at the given places. */
    static ParzenEstimator of(Distribution distribution, double[] seen) {
        return distribution instanceof Distribution.Choice choice
                ? ofChoices(choice.values().size(), seen)
                : ofNumbers(seen);
    }

    private static ParzenEstimator ofChoices(int count, double[] seen) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        for (double place : seen) {
            weights[(int) (place * count)]++;
        }
        return new ParzenEstimator(new double[count], new double[0], normalized(weights));
    }

    private static ParzenEstimator ofNumbers(double[] seen) {
        double[] centres = Arrays.copyOf(seen, seen.length + 1);
        centres[seen.length] = 0.5;
        Arrays.sort(centres);
        int prior = Arrays.binarySearch(centres, 0.5);
        double narrowest = 1 / Math.min(LARGEST_FACTOR, 1.0 + centres.length);
        double[] widths = new double[centres.length];
        for (int i = 0; i < centres.length; i++) {
            double left = centres[i] - (i == 0 ? 0 : centres[i - 1]);
            double right = (i == centres.length - 1 ? 1 : centres[i + 1]) - centres[i];
            widths[i] = i == prior ? 1 : Math.max(narrowest, Math.max(left, right));
        }
        double[] weights = new double[centres.length];
        Arrays.fill(weights, 1);
        return new ParzenEstimator(centres, widths, normalized(weights));
    }

    private static double[] normalized(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** Draws a place in [0, 1). */
    double draw(RandomStream random) {
        int component = component(random.nextDouble());
        if (widths.length == 0) {
            return (component + 0.5) / weights.length;
        }
        double place;
        do {
            place = centres[component] + widths[component] * random.nextGaussian();
        } while (place < 0 || place >= 1);
        return place;
    }

    private int component(double share) {
        double left = share;
        int i = 0;
        while (i < weights.length - 1 && left >= weights[i]) {
            left -= weights[i++];
        }
        return i;
    }

    /** Returns the logarithm of the density at a place. */
    double logDensity(double place) {
        if (widths.length == 0) {
            return StrictMath.log(weights[(int) (place * weights.length)]);
        }
        double density = 0;
        for (int i = 0; i < centres.length; i++) {
            double z = (place - centres[i]) / widths[i];
            density += weights[i] * StrictMath.exp(-z * z / 2) / (widths[i] * Math.sqrt(2 * Math.PI) * masses[i]);
        }
        return StrictMath.log(density);
    }
}
