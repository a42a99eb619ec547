package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mnist.training.Evaluation.ClassScore;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    /** Ten examples of two classes: six zeros, of which five are seen; four ones, of which three are. */
    private final Evaluation evaluation = new Evaluation(new long[][] {{5, 1}, {1, 3}}, 0.5);

    @Test
    void accuracyIsTheDiagonalOverAll() {
        assertEquals(8, evaluation.correct());
        assertEquals(10, evaluation.examples());
        assertEquals(0.8, evaluation.accuracy());
    }

    @Test
    void classScoresFollowTheirDefinitions() {
        ClassScore one = evaluation.perClass().get(1);
        assertEquals(new ClassScore(1, 3.0 / 4, 3.0 / 4, 3.0 / 4, 4), one);
        ClassScore zero = evaluation.perClass().get(0);
        assertEquals(new ClassScore(0, 5.0 / 6, 5.0 / 6, 5.0 / 6, 6), zero);
    }

    @Test
    void aClassThatNeverOccursHasNoRecallAndOneThatIsNeverGivenNoPrecision() {
        ClassScore absent =
                new Evaluation(new long[][] {{2, 1}, {0, 0}}, 0).perClass().get(1);
        assertTrue(Double.isNaN(absent.recall()));
        assertEquals(0, absent.precision());
        ClassScore neverGiven =
                new Evaluation(new long[][] {{2, 0}, {1, 0}}, 0).perClass().get(1);
        assertTrue(Double.isNaN(neverGiven.precision()));
        assertEquals(0, neverGiven.recall());
    }

    @Test
    void wilsonIntervalIsThatOfTheLiterature() {
        // Newcombe (1998), Statistics in Medicine 17, table I, method 3: 81 of 263 gives 0.2553 to 0.3662,
        // 0 of 20 gives 0 to 0.1611, and 29 of 29 by symmetry with 0 of 29 (0 to 0.1170) gives 0.8830 to 1.
        assertInterval(0.2553, 0.3662, 81, 263);
        assertInterval(0, 0.1611, 0, 20);
        assertInterval(0.8830, 1, 29, 29);
    }

    private static void assertInterval(double low, double high, long correct, long examples) {
        Evaluation.Interval interval =
                new Evaluation(new long[][] {{correct, examples - correct}, {0, 0}}, 0).accuracyInterval();
        assertEquals(low, interval.low(), 5e-5);
        assertEquals(high, interval.high(), 5e-5);
    }
}
