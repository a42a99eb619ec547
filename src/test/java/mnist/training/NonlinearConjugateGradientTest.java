package mnist.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NonlinearConjugateGradientTest {
    private static final NonlinearConjugateGradient OPTIMIZER = new NonlinearConjugateGradient();

    /** {@code x^2 + 2 y^2}, on which the cubic of the line search is exact. */
    private static final Surface BOWL =
            Surfaces.of(w -> w[0] * w[0] + 2 * w[1] * w[1], w -> new double[] {2 * w[0], 4 * w[1]}, w ->
                    new double[][] {{2, 0}, {0, 4}});

    @Test
    void onAQuadraticOfTwoNumbersTwoStepsFindTheMinimum() {
        // The line search ends within a tenth of the slope, so the first steps are nearly exact, and the rest is soon
        // done.
        Surfaces.Walk walk = new Surfaces.Walk(OPTIMIZER, BOWL, 2, 1).steps(2);
        assertTrue(walk.cost() < 0.02 * BOWL.cost(new double[] {2, 1}), () -> "cost " + walk.cost());
        assertArrayEquals(new double[] {0, 0}, walk.steps(10).w, 1e-6);
    }

    @Test
    void directionIsThatOfPolakAndRibiere() {
        // g = (4, 4) and g' = (2, -1): g^T g' = 4, less than a fifth of 32; beta = (32 - 4) / 5 = 5.6.
        Surfaces.Walk walk = new Surfaces.Walk(OPTIMIZER, BOWL, 2, 1);
        walk.memory.vectors().put("gradient", new double[] {2, -1});
        walk.memory.vectors().put("direction", new double[] {-1, 0.5});
        walk.steps(1);
        assertArrayEquals(
                new double[] {-4 - 5.6, -4 + 2.8}, walk.memory.vectors().get("direction"), 1e-14);
        assertArrayEquals(new double[] {4, 4}, walk.memory.vectors().get("gradient"));
        assertArrayEquals(new double[] {2 - 9.6 * walk.alpha, 1 - 1.2 * walk.alpha}, walk.w, 1e-14);
    }

    @Test
    void theFirstDirectionIsStraightDownhill() {
        Surfaces.Walk walk = new Surfaces.Walk(OPTIMIZER, BOWL, 2, 1).steps(1);
        assertArrayEquals(new double[] {-4, -4}, walk.memory.vectors().get("direction"));
    }

    @Test
    void gradientsFarFromOrthogonalBeginAgain() {
        Surfaces.Walk walk = new Surfaces.Walk(OPTIMIZER, BOWL, 2, 1);
        walk.memory.vectors().put("gradient", new double[] {4, 4.1});
        walk.memory.vectors().put("direction", new double[] {77, 77});
        walk.steps(1);
        assertArrayEquals(new double[] {-4, -4}, walk.memory.vectors().get("direction"));
    }

    @Test
    void rosenbrocksValleyIsWalkedToItsEnd() {
        Surfaces.Walk walk = new Surfaces.Walk(OPTIMIZER, Surfaces.ROSENBROCK, -1.2, 1);
        double before = walk.cost();
        for (int i = 0; i < 80; i++) {
            double cost = walk.steps(1).cost();
            assertTrue(cost <= before, "cost " + cost + " after " + before);
            before = cost;
        }
        assertArrayEquals(new double[] {1, 1}, walk.w, 1e-6);
    }

    @Test
    void whereTheGradientIsZeroItStays() {
        Surfaces.Walk walk = new Surfaces.Walk(OPTIMIZER, Surfaces.SADDLE, 0, 0).steps(2);
        assertArrayEquals(new double[] {0, 0}, walk.w);
        assertEquals(0, walk.alpha);
    }
}
