package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSearchTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 0.01, 0.1, 1, 10, 1e4})
    void whereverItBeginsBothOfWolfesConditionsHoldInTheEnd(double first) {
        // From 2, downhill along -1: phi(alpha) = ((2 - alpha)^2 - 3)^2, with minima at 2 - 1.732 and 2 + 1.732.
        double alpha = search(Surfaces.ROOT_OF_THREE, first, 2, -1);
        double x = 2 - alpha;
        double value = Math.pow(x * x - 3, 2);
        double slope = -4 * x * (x * x - 3);
        assertTrue(value <= 1 - 1e-4 * alpha * 8, "value " + value);
        assertTrue(Math.abs(slope) <= 0.1 * 8, "slope " + slope);
    }

    @Test
    void onAParabolaTheSecondTrialIsItsLowestPoint() {
        // The cubic through two places of a parabola is the parabola. First tried at 6, where it is as high as at 0.
        assertEquals(3, search(Surfaces.PARABOLA, 6, 3, -1), 1e-12);
    }

    @Test
    void whereNothingIsLowerAlphaIsZero() {
        // The slope lies: it says downhill, but the function rises.
        Surface lie = Surfaces.of(w -> w[0] * w[0], w -> new double[] {-1}, w -> new double[][] {{2}});
        assertEquals(0, search(lie, 1, 0, 1));
    }

    @Test
    void whatIsNoNumberIsTakenForTooHigh() {
        Surface cliff =
                Surfaces.of(w -> w[0] > 1 ? Double.NaN : -w[0], w -> new double[] {w[0] > 1 ? Double.NaN : -1}, w ->
                        new double[][] {{0}});
        double alpha = search(cliff, 8, 0, 1);
        assertTrue(alpha > 0.9 && alpha <= 1, "alpha " + alpha);
    }

    private static double search(Surface surface, double first, double x, double d) {
        double[] gradient = new double[1];
        double[] w = {x};
        double cost = surface.gradient(w, gradient);
        return new LineSearch(surface, new BatchOptimizer.Point(w, cost, gradient), new double[] {d}).search(first);
    }
}
