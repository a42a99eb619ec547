package mnist.nn;

import static mnist.nn.ActivationTest.column;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectiveTest {
    @Test
    void squaredErrorIsTheSumOverOutputsWithoutAHalf() {
        // Sources, S1: (0.1 - 0)^2 + (0.7 - 1)^2 + (0.2 - 0)^2 = 0.01 + 0.09 + 0.04
        Matrix a = column(0.1, 0.7, 0.2);
        assertEquals(0.14, new Objective(Cost.SQUARED_ERROR, Activation.SIGMOID).sum(a, a, new int[] {1}), 1e-15);
        assertEquals(0.07, new Objective(Cost.HALF_SQUARED_ERROR, Activation.SIGMOID).sum(a, a, new int[] {1}), 1e-15);
    }

    @Test
    void absoluteErrorIsTheSumOverOutputsOfTheDistances() {
        // Sources, S5: |0.1 - 0| + |0.7 - 1| + |0.2 - 0|; its slope is the sign of a - y.
        Matrix a = column(0.1, 0.7, 0.2);
        Objective objective = new Objective(Cost.ABSOLUTE_ERROR, Activation.IDENTITY);
        assertEquals(0.6, objective.sum(a, a, new int[] {1}), 1e-15);
        Matrix delta = column(0, 0, 0);
        objective.delta(a, a, new int[] {1}, delta);
        assertArrayEquals(new double[] {1, -1, 1}, delta.read());
        objective.delta(a, column(0, 1, 0), new int[] {1}, delta);
        assertArrayEquals(new double[] {0, 0, 0}, delta.read());
    }

    @Test
    void perceptronCostIsHowFarTheInputsAreOnTheWrongSide() {
        // Output 0 fires and should not, by 2; output 1 should and does not, by 3; output 2 is right.
        Matrix z = column(2, -3, -5);
        Matrix a = column(1, 0, 0);
        assertEquals(5, new Objective(Cost.PERCEPTRON, Activation.STEP).sum(z, a, new int[] {1}));
    }

    @Test
    void crossEntropyOfSoftmaxIsTheNegativeLogLikelihoodOfTheTrueClass() {
        // softmax(log 1, log 2, log 5) = (1/8, 2/8, 5/8)
        Matrix z = column(Math.log(1), Math.log(2), Math.log(5));
        Objective objective = new Objective(Cost.CROSS_ENTROPY, Activation.SOFTMAX);
        Matrix a = column(0, 0, 0);
        Activation.SOFTMAX.apply(z, a);
        assertEquals(-Math.log(0.25), objective.sum(z, a, new int[] {1}), 1e-15);
    }

    @Test
    void crossEntropyOfSigmoidIsSummedOverTheOutputs() {
        // sigmoid(log 3) = 3/4 and sigmoid(0) = 1/2; with class 0: -log 3/4 - log(1 - 1/2)
        Matrix z = column(Math.log(3), 0);
        Objective objective = new Objective(Cost.CROSS_ENTROPY, Activation.SIGMOID);
        assertEquals(-Math.log(0.75) - Math.log(0.5), objective.sum(z, z, new int[] {0}), 1e-15);
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGMOID", "SOFTMAX"})
    void crossEntropyIsExactWhereAnOutputRoundsToZero(Activation output) {
        Matrix z = column(-1000, 1000);
        Matrix a = column(0, 0);
        output.apply(z, a);
        // softmax: 1000 - -1000; sigmoid: softplus(1000) twice. Both are 2000, though a_0 is 0 and its logarithm is not
        // finite.
        assertEquals(2000, new Objective(Cost.CROSS_ENTROPY, output).sum(z, a, new int[] {0}), 1e-9);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SIGMOID", "SOFTMAX"},
            mode = EnumSource.Mode.EXCLUDE)
    void crossEntropyOfWhatIsNotAProbabilityIsRefused(Activation output) {
        String reason = assertThrows(IllegalArgumentException.class, () -> new Objective(Cost.CROSS_ENTROPY, output))
                .getMessage();
        assertTrue(reason.contains(output.label()), reason);
    }

    @ParameterizedTest
    @EnumSource(names = "PERCEPTRON", mode = EnumSource.Mode.EXCLUDE)
    void stepOutputsGoWithThePerceptronOnly(Cost cost) {
        assertTrue(Objective.refusal(cost, Activation.STEP).isPresent());
        assertTrue(Objective.refusal(Cost.PERCEPTRON, Activation.SIGMOID).isPresent());
    }
}
