package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mnist.nn.Gradient;
import mnist.nn.Matrix;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Steps on {@code f(w) = w^2}, whose gradient is 2 w, worked by hand from w = 1. */
class OptimizerTest {
    private final Matrix w = Matrix.zeros(DataType.DOUBLE, 1, 1);
    private final Matrix velocity = Matrix.zeros(DataType.DOUBLE, 1, 1);
    private final Gradient gradient = (before, factor, target) -> target.accumulate(before, 2 * factor, copyOfW());

    private Matrix copyOfW() {
        return Matrix.of(w.copy());
    }

    private void assertSteps(Optimizer optimizer, double... expected) {
        w.accumulate(0, 1, Matrix.of(org.nd4j.linalg.factory.Nd4j.ones(DataType.DOUBLE, 1, 1)));
        Optimizer.Block block = new Optimizer.Block(w, List.of(velocity), true);
        for (int t = 1; t <= expected.length; t++) {
            optimizer.step(block, gradient, t);
            assertEquals(expected[t - 1], w.copy().getDouble(0), 1e-15, "step " + t);
        }
    }

    @Test
    void gradientDescentGoesDownhillInProportionToTheGradient() {
        // w := w - 0.25 * 2 w = w / 2
        assertSteps(new Optimizer.GradientDescent(0.25), 0.5, 0.25, 0.125);
    }

    @Test
    void momentumAddsTheGradientToItsVelocity() {
        // v := v/2 - w/2, w := w + v:  v = -1/2, w = 1/2;  v = -1/4 - 1/4 = -1/2, w = 0;  v = -1/4 - 0, w = -1/4
        assertSteps(new Optimizer.Momentum(0.25, 0.5), 0.5, 0, -0.25);
        assertEquals(-0.25, velocity.copy().getDouble(0));
    }

    @Test
    void momentumWithoutMomentumIsGradientDescent() {
        assertSteps(new Optimizer.Momentum(0.25, 0), 0.5, 0.25, 0.125);
    }
}
