package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** The gradient (1, 1, 1) of a cost, and what a price on the weights (2, -4, 0) makes of it, by hand. */
class PenaltyTest {
    private final Matrix weights = column(2, -4, 0);
    private final Gradient gradient = (before, factor, target) -> target.accumulate(before, factor, column(1, 1, 1));

    private static Matrix column(double... values) {
        return Matrix.of(Nd4j.create(values, new long[] {values.length, 1}, DataType.DOUBLE));
    }

    private static void assertNumbers(Matrix matrix, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], matrix.copy().getDouble(i), 1e-6, "number " + i);
        }
    }

    @Test
    void theGradientOfL2IsInProportionToTheWeightAndThatOfL1HasItsSign() {
        Matrix sum = column(10, 10, 10);
        new Penalty(0.5, 0).onTopOf(gradient, weights).accumulate(1, 1, sum);
        assertNumbers(sum, 12, 9, 11);
        new Penalty(0, 3).onTopOf(gradient, weights).accumulate(0, 1, sum);
        assertNumbers(sum, 4, -2, 1);
        new Penalty(0.5, 3).onTopOf(gradient, weights).accumulate(0.5, -2, sum);
        // half of it, less twice 1 + (1, -2, 0) + (3, -3, 0)
        assertNumbers(sum, 2 - 10, -1 + 8, 0.5 - 2);
        assertNumbers(weights, 2, -4, 0);
    }

    @Test
    void aStepStraightIntoTheWeightsIsNielsensShrinkageAndTheGradient() {
        // w := (1 - eta lambda/n) w - eta dC_0/dw, with eta = 0.1 and lambda/n = 0.5
        step(new Penalty(0.5, 0));
        assertNumbers(weights, 0.95 * 2 - 0.1, 0.95 * -4 - 0.1, -0.1);
    }

    @Test
    void aStepWithBothPricesSeesTheWeightsBeforeIt() {
        step(new Penalty(0.5, 3));
        assertNumbers(weights, 0.95 * 2 - 0.3 - 0.1, 0.95 * -4 + 0.3 - 0.1, -0.1);
    }

    private void step(Penalty penalty) {
        new GradientDescent()
                .step(new Optimizer.Block(weights, List.of(), null, true), penalty.onTopOf(gradient, weights), 0.1, 1);
    }
}
