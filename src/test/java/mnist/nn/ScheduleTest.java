package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten steps an epoch; step 21 is the first of epoch 3, after 2 epochs. */
class ScheduleTest {
    private static final int PER_EPOCH = 10;

    private static Schedule schedule(Schedule.Kind kind, double warmup) {
        Map<Coefficient, Double> all = Map.of(
                Schedule.EPOCHS,
                warmup + 8,
                Schedule.END,
                0.2,
                Schedule.DECAY,
                0.5,
                Schedule.HALVED_AFTER,
                4.0,
                Schedule.FACTOR,
                0.5,
                Schedule.PATIENCE,
                3.0);
        return new Schedule(kind, warmup, new Coefficients(all));
    }

    /** E = 8 epochs down to a fifth; decay 1/2; half of it after 4 epochs; a half for each of 3 plateaus. */
    @ParameterizedTest
    @CsvSource({
        "CONSTANT, 1, 1, 1, 1",
        "LINEAR, 1, 0.8, 0.6, 0.2",
        "EXPONENTIAL, 1, 0.25, 0.0625, 0.00390625",
        "COSINE, 1, 0.8828427124746191, 0.6, 0.2",
        "INVERSE_TIME, 1, 0.6666666666666666, 0.5, 0.3333333333333333",
        "PLATEAU, 0.125, 0.125, 0.125, 0.125"
    })
    void theShareAfterNoneTwoFourAndEightEpochsIsThatOfTheFormula(
            Schedule.Kind kind, double none, double two, double four, double eight) {
        for (double warmup : new double[] {0, 3}) {
            Schedule schedule = schedule(kind, warmup);
            int t = 1 + (int) warmup * PER_EPOCH;
            assertEquals(none, schedule.share(t, PER_EPOCH, 3), 1e-15);
            assertEquals(two, schedule.share(t + 20, PER_EPOCH, 3), 1e-15);
            assertEquals(four, schedule.share(t + 40, PER_EPOCH, 3), 1e-15);
            assertEquals(eight, schedule.share(t + 80, PER_EPOCH, 3), 1e-15);
        }
    }

    @Test
    void theEndOfALinearRateStays() {
        assertEquals(0.2, schedule(Schedule.Kind.LINEAR, 0).share(1000, PER_EPOCH, 0), 1e-15);
        assertEquals(0.2, schedule(Schedule.Kind.COSINE, 0).share(1000, PER_EPOCH, 0), 1e-15);
    }

    @Test
    void aWarmUpRisesInEqualStepsToTheWholeRate() {
        Schedule schedule = schedule(Schedule.Kind.CONSTANT, 0.4);
        double[] expected = {0.25, 0.5, 0.75, 1, 1};
        for (int t = 1; t <= expected.length; t++) {
            assertEquals(expected[t - 1], schedule.share(t, PER_EPOCH, 0), 1e-15);
        }
    }

    @Test
    void everySoManyEpochsWithoutABetterOneAreAPlateau() {
        Schedule schedule = schedule(Schedule.Kind.PLATEAU, 0);
        assertFalse(schedule.isPlateau(0));
        assertFalse(schedule.isPlateau(2));
        assertTrue(schedule.isPlateau(3));
        assertFalse(schedule.isPlateau(4));
        assertTrue(schedule.isPlateau(6));
        assertFalse(schedule(Schedule.Kind.LINEAR, 0).isPlateau(3));
    }

    /**
     * With h = 40 steps: the sum of 1 / (1 + k/h) over k = 0 … n-1 is more than h log(1 + n/h), which has no bound; that of the
     * squares is less than 1 + h (the integrals of the two). A constant rate fails the second, an exponential one the first.
     */
    @Test
    void onlyInverseTimeFulfilsTheConditionsOfRobbinsAndMonro() {
        double h = 4 * PER_EPOCH;
        for (int n = 1_000; n <= 1_000_000; n *= 10) {
            assertTrue(sum(Schedule.Kind.INVERSE_TIME, n, rate -> rate) > h * Math.log(1 + n / h));
            assertTrue(sum(Schedule.Kind.INVERSE_TIME, n, rate -> rate * rate) < 1 + h);
            assertEquals(n, sum(Schedule.Kind.CONSTANT, n, rate -> rate * rate));
            assertTrue(sum(Schedule.Kind.EXPONENTIAL, n, rate -> rate) < 1 / (1 - Math.pow(0.5, 0.1)) + 1e-9);
        }
    }

    private static double sum(Schedule.Kind kind, int steps, DoubleUnaryOperator of) {
        Schedule schedule = schedule(kind, 0);
        double sum = 0;
        for (int t = 1; t <= steps; t++) {
            sum += of.applyAsDouble(schedule.share(t, PER_EPOCH, 0));
        }
        return sum;
    }
}
