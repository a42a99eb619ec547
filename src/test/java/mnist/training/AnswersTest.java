package mnist.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import mnist.data.Dataset;
import mnist.data.IdxBuilder;
import mnist.nn.Activation;
import mnist.nn.Architecture;
import mnist.nn.Cost;
import mnist.nn.Initializer;
import mnist.nn.Network;
import mnist.nn.Objective;
import org.junit.jupiter.api.Test;

/** Figures that follow from outputs, with outputs that one can check with a pencil. */
class AnswersTest {
    private static final Dataset EXAMPLES =
            new IdxBuilder().examples(4).labels(i -> i == 3 ? 2 : i).read();

    /** Of class 0: right. Of 1: rank 1. Of 2: right. Of 2: rank 2, after two that are larger. */
    private static final Answers ANSWERS = new Answers(
            EXAMPLES,
            new double[][] {{0.9, 0.05, 0.05}, {0.625, 0.25, 0.125}, {0.25, 0.25, 0.5}, {0.25, 0.5, 0.25}},
            null);

    @Test
    void answerAndRunnerUpAreTheTwoLargestOutputsTheFirstOfEqualOnes() {
        assertEquals(0, ANSWERS.answer(1));
        assertEquals(1, ANSWERS.runnerUp(1));
        assertEquals(0, ANSWERS.runnerUp(2));
        assertEquals(0.5, ANSWERS.confidence(3));
    }

    @Test
    void mistakesComeWithTheSurestWrongAnswerFirst() {
        // 0.625 - 0.25 = 0.375 beside 0.5 - 0.25 = 0.25.
        assertEquals(List.of(1, 3), ANSWERS.wrong());
    }

    @Test
    void topAccuracyCountsTheRankOfTheTruth() {
        assertEquals(0.5, ANSWERS.topAccuracy(1));
        assertEquals(0.75, ANSWERS.topAccuracy(2));
        assertEquals(1, ANSWERS.topAccuracy(3));
    }

    @Test
    void calibrationErrorIsTheMeanGapOfTheBins() {
        // Bins of 1/15: 0.9 in (13/15, 14/15], right; 0.625 in (9/15, 10/15], wrong; two of 0.5 in (7/15, 8/15], one
        // right.
        double expected = (Math.abs(1 - 0.9) + 0.625 + 2 * Math.abs(0.5 - 0.5)) / 4;
        Calibration calibration = Calibration.of(ANSWERS, Activation.SOFTMAX).orElseThrow();
        assertEquals(expected, calibration.error(), 1e-15);
        assertEquals(2, calibration.bins().get(7).examples());
        assertEquals(0.5, calibration.bins().get(7).accuracy());
    }

    @Test
    void outputsThatAreNoProbabilitiesHaveNoCalibration() {
        assertEquals(Optional.empty(), Calibration.of(ANSWERS, Activation.RELU));
    }

    @Test
    void outputsKeptOnTheWayAreThoseThatAreCounted() {
        Dataset many = new IdxBuilder().examples(1100).read();
        Architecture architecture = new Architecture(List.of(12, 5, 3), List.of(Activation.TANH, Activation.SOFTMAX));
        Network network = Network.initialize(architecture, Initializer.XAVIER, 3);
        Evaluator evaluator = new Evaluator(network, new Objective(Cost.CROSS_ENTROPY, Activation.SOFTMAX), many);
        Answers answers = evaluator.answers();
        int[] predicted = evaluator.predict();
        double costs = 0;
        for (int i = 0; i < predicted.length; i++) {
            assertEquals(predicted[i], answers.answer(i));
            costs -= Math.log(answers.outputs()[i][many.label(i)]);
        }
        assertEquals(costs / many.size(), answers.evaluation().cost(), 1e-6);
        assertArrayEquals(evaluator.evaluate().confusion(), answers.evaluation().confusion());
        // A^2 = softmax(W^2 A^1 + b^2), from the layer before.
        double[][] hidden = evaluator.activations(1);
        double[] z = new double[3];
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 5; j++) {
                z[k] += network.weights(2).getDouble(k, j) * hidden[1099][j];
            }
        }
        double sum = Math.exp(z[0]) + Math.exp(z[1]) + Math.exp(z[2]);
        assertEquals(Math.exp(z[1]) / sum, answers.outputs()[1099][1], 1e-6);
    }
}
