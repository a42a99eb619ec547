package mnist.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mnist.nn.Gradient;
import mnist.nn.GradientDescent;
import mnist.nn.Matrix;
import mnist.nn.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** The worked values of SOURCES S5, by the program's own gradient descent and its own Newton's method. */
class ScalarExamplesTest {
    private static final double ROOT_OF_THREE = Math.sqrt(3);

    /** Steps {@code w := w - alpha grad f(w)} by the optimiser {@code sgd}. */
    private static double[] descend(Surface surface, double alpha, int steps, double... start) {
        Matrix w = Matrix.of(Nd4j.create(start.clone(), new int[] {1, start.length}, 'f'));
        double[] slope = new double[start.length];
        Gradient gradient = (before, factor, target) -> {
            surface.gradient(w.copy().toDoubleVector(), slope);
            Matrix nabla = Matrix.of(Nd4j.create(slope.clone(), new int[] {1, slope.length}, 'f'));
            target.accumulate(before, factor, nabla);
        };
        Optimizer.Block block = new Optimizer.Block(w, List.of(), null, true);
        for (int t = 1; t <= steps; t++) {
            new GradientDescent().step(block, gradient, alpha, t);
        }
        return w.copy().toDoubleVector();
    }

    @Test
    void gradientDescentFromTwoFindsTheRootOfThree() {
        assertEquals(ROOT_OF_THREE, descend(Surfaces.ROOT_OF_THREE, 0.01, 200, 2)[0], 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.4, 0.9, 1, 1.1})
    void onTheParabolaEachStepOfGradientDescentMultipliesByTheSame(double alpha) {
        // x_m = x_0 (1 - 2 alpha)^m: it converges below alpha = 1 = 2 / f'', and not from there on.
        for (int m = 0; m <= 10; m++) {
            double expected = 3 * Math.pow(1 - 2 * alpha, m);
            assertEquals(expected, descend(Surfaces.PARABOLA, alpha, m, 3)[0], 1e-13 * (1 + Math.abs(expected)));
        }
    }

    @Test
    void gradientDescentStaysOnTheSaddlesRidgeAndLeavesItFromBeside() {
        assertArrayEquals(new double[] {0, 0}, descend(Surfaces.SADDLE, 0.1, 200, -0.7, 0), 1e-15);
        double[] beside = descend(Surfaces.SADDLE, 0.1, 40, -0.7, -0.01);
        // y_m = -0.01 * 1.2^m
        assertEquals(-0.01 * Math.pow(1.2, 40), beside[1], 1e-12);
        assertTrue(Surfaces.SADDLE.cost(beside) < -100);
    }

    @Test
    void newtonsMethodIsAtTheLowestPointOfAParabolaInOneStep() {
        // x - f' / f'' = 3 - 6 / 2
        assertEquals(0, newton(Surfaces.PARABOLA, 1e-13, 3).steps(1).w[0], 1e-12);
    }

    @Test
    void newtonsMethodDoublesTheRightDigitsOfTheRootOfThree() {
        Surfaces.Walk walk = newton(Surfaces.ROOT_OF_THREE, 1e-13, 2);
        // 2 - 8 / 36
        assertEquals(2 - 8 / 36.0, walk.steps(1).w[0], 1e-12);
        double before = walk.w[0] - ROOT_OF_THREE;
        for (int i = 0; i < 3; i++) {
            double error = walk.steps(1).w[0] - ROOT_OF_THREE;
            // f''' / 2 f'' is 24 x / (2 * 24) = x / 2 at the root.
            assertEquals(ROOT_OF_THREE / 2 * before * before, error, 0.1 * before * before);
            before = error;
        }
    }

    @Test
    void whereTheHessianIsZeroDampingMakesTheStepAGradientStep() {
        // At x = 1: f' = -8, f'' = 0, so p = 8 / lambda = 80; f(1 + 80 / 2^m) is first below f(1) = 4 at m = 7.
        Surfaces.Walk walk = newton(Surfaces.ROOT_OF_THREE, 0.1, 1).steps(1);
        assertEquals(1 / 128.0, walk.alpha);
        assertEquals(1 + 80 / 128.0, walk.w[0], 1e-12);
        assertEquals(0.15, walk.memory.numbers().get("damping"), 1e-15);
        assertEquals(ROOT_OF_THREE, walk.steps(20).w[0], 1e-9);
    }

    @Test
    void aSingularHessianLeavesAloneWhatTheFunctionDoesNotDependOn() {
        assertArrayEquals(
                new double[] {0, 5}, newton(Surfaces.VALLEY, 1e-13, 3, 5).steps(1).w, 1e-12);
    }

    @Test
    void betweenTheHillAndTheRootItGoesDownThoughNewtonsStepWouldGoUp() {
        // At 1/2: f' = -5.5 and f'' = -9; Newton's step 1/2 - 5.5 / 9 leads to the hill at 0.
        Surfaces.Walk walk = newton(Surfaces.ROOT_OF_THREE, 0.1, 0.5);
        double before = walk.cost();
        assertTrue(walk.steps(1).w[0] > 0.5 && walk.cost() < before);
        assertEquals(ROOT_OF_THREE, Math.abs(walk.steps(20).w[0]), 1e-9);
    }

    @Test
    void newtonsMethodStaysOnTheSaddlesRidgeAndLeavesItFromBeside() {
        assertArrayEquals(
                new double[] {0, 0}, newton(Surfaces.SADDLE, 1e-13, -0.7, 0).steps(5).w, 1e-12);
        // Newton's own step leads to the saddle from everywhere.
        Surfaces.Walk walk = newton(Surfaces.SADDLE, 0.1, -0.7, -0.01).steps(20);
        assertTrue(walk.cost() < -100, () -> "cost " + walk.cost());
    }

    private static Surfaces.Walk newton(Surface surface, double damping, double... start) {
        return new Surfaces.Walk(new NewtonCg(damping, 50), surface, start);
    }
}
