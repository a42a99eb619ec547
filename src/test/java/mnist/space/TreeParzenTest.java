package mnist.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import mnist.data.RandomStream;
import org.junit.jupiter.api.Test;

/** The model must be worth its trouble: against random search on functions whose least value is known. */
class TreeParzenTest {
    private static final int BUDGET = 100;
    private static final Distribution UNIT = new Distribution.Uniform(0, 1);
    private static final Distribution FIVE = new Distribution.Choice(
            IntStream.range(0, 5).<JsonNode>mapToObj(IntNode::new).toList());

    /** A learning rate with a best value, a batch size that matters less, and one of five architectures. */
    private static double likeTraining(double[] x) {
        double[] architecture = {0.3, 0.1, 0, 0.2, 0.4};
        return 4 * Math.pow(x[0] - 0.7, 2) + 0.5 * Math.pow(x[1] - 0.2, 2) + architecture[(int) (5 * x[2])];
    }

    /** The Branin function, on the unit square; its three least values are 0.397887. */
    private static double branin(double[] x) {
        double a = 15 * x[0] - 5;
        double b = 15 * x[1];
        return Math.pow(b - 5.1 / (4 * Math.PI * Math.PI) * a * a + 5 / Math.PI * a - 6, 2)
                + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a)
                + 10;
    }

    private static double bowl(double[] x) {
        return Arrays.stream(x).map(v -> (v - 0.3) * (v - 0.3)).sum();
    }

    @Test
    void reachesTheBestValueOfRandomSearchInAtMostHalfTheTrials() {
        assertTrue(medianTrials(List.of(UNIT, UNIT, FIVE), TreeParzenTest::likeTraining) <= BUDGET / 2);
        assertTrue(medianTrials(List.of(UNIT, UNIT), TreeParzenTest::branin) <= BUDGET / 2);
        assertTrue(medianTrials(List.of(UNIT, UNIT, UNIT, UNIT), TreeParzenTest::bowl) <= BUDGET / 2);
    }

    /** How many trials the model needs for what random search reaches with its whole budget: the median over ten seeds. */
    private static double medianTrials(List<Distribution> space, ToDoubleFunction<double[]> f) {
        double[] needed = IntStream.range(0, 10)
                .mapToDouble(seed -> trialsNeeded(space, f, seed))
                .sorted()
                .toArray();
        double median = (needed[4] + needed[5]) / 2;
        return median;
    }

    private static int trialsNeeded(List<Distribution> space, ToDoubleFunction<double[]> f, long seed) {
        double target = Double.POSITIVE_INFINITY;
        for (int i = 0; i < BUDGET; i++) {
            target = Math.min(target, f.applyAsDouble(random(space.size(), new RandomStream(seed, "random", i))));
        }
        TreeParzen model = new TreeParzen(space);
        List<TreeParzen.Tried> tried = new ArrayList<>();
        for (int i = 0; i < BUDGET; i++) {
            RandomStream stream = new RandomStream(seed, "tpe", i);
            double[] x = i < 10 ? random(space.size(), stream) : model.propose(tried, stream);
            double value = f.applyAsDouble(x);
            tried.add(new TreeParzen.Tried(x, value));
            if (value <= target) {
                return i + 1;
            }
        }
        return 2 * BUDGET;
    }

    private static double[] random(int size, RandomStream stream) {
        return stream == null
                ? null
                : IntStream.range(0, size).mapToDouble(k -> stream.nextDouble()).toArray();
    }

    @Test
    void aDensityIntegratesToOneOverTheScale() {
        ParzenEstimator density = ParzenEstimator.of(UNIT, new double[] {0.01, 0.4, 0.42, 0.99});
        double sum = IntStream.range(0, 10_000)
                .mapToDouble(i -> Math.exp(density.logDensity((i + 0.5) / 10_000)))
                .sum();
        assertEquals(1, sum / 10_000, 1e-6);
    }

    @Test
    void aDensityOfChoicesIsTheirShareWithOneMoreObservationSpreadOverAll() {
        ParzenEstimator density = ParzenEstimator.of(FIVE, new double[] {0.1, 0.1, 0.9});
        assertEquals(2.2 / 4, Math.exp(density.logDensity(0.1)), 1e-12);
        assertEquals(0.2 / 4, Math.exp(density.logDensity(0.5)), 1e-12);
    }

    @Test
    void drawsFollowTheDensity() {
        ParzenEstimator density = ParzenEstimator.of(UNIT, new double[] {0.2, 0.25});
        RandomStream random = new RandomStream(1, "draws", 0);
        int below = 0;
        for (int i = 0; i < 20_000; i++) {
            below += density.draw(random) < 0.5 ? 1 : 0;
        }
        double expected = IntStream.range(0, 1000)
                .mapToDouble(i -> Math.exp(density.logDensity((i + 0.5) / 2000)) / 2000)
                .sum();
        assertEquals(expected, below / 20_000.0, 0.015);
    }
}
