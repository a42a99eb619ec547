package mnist.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NewtonCgTest {
    @Test
    void dampingShortensTheStepAndFallsWhereTheQuadraticIsRight() {
        // On x^2 + 4 at 3: p = -6 / (2 + 1) = -2. The quadratic is the function, rho = 1, and lambda becomes 1/3.
        Surfaces.Walk walk = new Surfaces.Walk(new NewtonCg(1, 50), Surfaces.PARABOLA, 3).steps(1);
        assertEquals(1, walk.w[0], 1e-15);
        assertEquals(1 / 3.0, walk.memory.numbers().get("damping"), 1e-15);
        // p = -2 / (2 + 1/3) = -6/7
        assertEquals(1 / 7.0, walk.steps(1).w[0], 1e-15);
        assertEquals(1 / 9.0, walk.memory.numbers().get("damping"), 1e-15);
    }

    @Test
    void dampingGrowsWhereTheQuadraticPromisesTooMuch() {
        // |x|^1.5, nearly: f = x^2 with a matrix of half the curvature. p = -2 x, f(w + p) = f(w), rho = 0: lambda
        // grows, and
        // half the step is taken.
        Surface flatter = Surfaces.of(w -> w[0] * w[0], w -> new double[] {2 * w[0]}, w -> new double[][] {{1}});
        Surfaces.Walk walk = new Surfaces.Walk(new NewtonCg(1e-13, 50), flatter, 3).steps(1);
        assertEquals(1.5e-13, walk.memory.numbers().get("damping"), 1e-20);
        assertEquals(0.5, walk.alpha);
        assertEquals(0, walk.w[0], 1e-11);
    }

    @Test
    void dampingStaysWhereTheQuadraticIsMiddling() {
        // With 5/4 of half the curvature: p = -1.6 x, f(w + p) = 0.36 f(w); promised 3.2 - 1.6 = 1.6, came 0.64: rho =
        // 0.4.
        Surface flatter = Surfaces.of(w -> w[0] * w[0], w -> new double[] {2 * w[0]}, w -> new double[][] {{1.25}});
        Surfaces.Walk walk = new Surfaces.Walk(new NewtonCg(1e-13, 50), flatter, 3).steps(1);
        assertEquals(1e-13, walk.memory.numbers().get("damping"));
        assertEquals(-1.8, walk.w[0], 1e-11);
    }

    @Test
    void whereTheGradientIsZeroItStays() {
        Surfaces.Walk walk = new Surfaces.Walk(new NewtonCg(1, 50), Surfaces.SADDLE, 0, 0).steps(3);
        assertArrayEquals(new double[] {0, 0}, walk.w);
        assertEquals(0, walk.alpha);
    }

    @Test
    void aCostThatIsNoNumberIsNoStep() {
        Surface cliff =
                Surfaces.of(w -> w[0] < 0.9 ? Double.NaN : w[0], w -> new double[] {1}, w -> new double[][] {{1}});
        Surfaces.Walk walk = new Surfaces.Walk(new NewtonCg(1e-13, 50), cliff, 1).steps(1);
        assertTrue(walk.w[0] >= 0.9 && walk.w[0] < 1);
        assertEquals(1.5e-13, walk.memory.numbers().get("damping"), 1e-20);
    }

    @Test
    void rosenbrocksValleyIsWalkedToItsEnd() {
        Surfaces.Walk walk = new Surfaces.Walk(new NewtonCg(1, 50), Surfaces.ROSENBROCK, -1.2, 1);
        double before = walk.cost();
        for (int i = 0; i < 60; i++) {
            double cost = walk.steps(1).cost();
            assertTrue(cost <= before, "cost " + cost + " after " + before);
            before = cost;
        }
        assertArrayEquals(new double[] {1, 1}, walk.w, 1e-8);
    }
}
