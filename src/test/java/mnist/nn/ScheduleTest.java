package mnist.nn;

import static mnist.nn.Schedule.Kind.COSINE;
import static mnist.nn.Schedule.Kind.EXPONENTIAL;
import static mnist.nn.Schedule.Kind.INVERSE_TIME;
import static mnist.nn.Schedule.Kind.LINEAR;
import static mnist.nn.Schedule.Kind.PLATEAU;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten steps an epoch; step 21 is the first of epoch 3, after 2 epochs. */
class ScheduleTest {
    private static final int PER_EPOCH = 10;

    /** Each schedule: its numbers, and its share after 0, 2, 4 and 8 epochs; a plateau's after 3 of them. */
    static Stream<Case> cases() {
        return Stream.of(
                new Case(Schedule.Kind.CONSTANT, Map.of(), 1, 1, 1, 1),
                new Case(LINEAR, Map.of(Schedule.EPOCHS, 8.0, Schedule.END, 0.2), 1, 0.8, 0.6, 0.2),
                new Case(EXPONENTIAL, Map.of(Schedule.DECAY, 0.5), 1, 0.25, 0.0625, 0.00390625),
                new Case(COSINE, Map.of(Schedule.EPOCHS, 8.0, Schedule.END, 0.2), 1, 0.8828427124746191, 0.6, 0.2),
                new Case(INVERSE_TIME, Map.of(Schedule.HALVED_AFTER, 4.0), 1, 2 / 3.0, 0.5, 1 / 3.0),
                new Case(PLATEAU, Map.of(Schedule.FACTOR, 0.5, Schedule.PATIENCE, 3.0), 0.125, 0.125, 0.125, 0.125));
    }

    /** A schedule with its numbers, and what is expected of it. */
    record Case(Schedule.Kind kind, Map<Coefficient, Double> numbers, double... shares) {
        /** An end is counted from the start, so it lies as much later as the warm-up lasts. */
        Schedule schedule(double warmup) {
            Map<Coefficient, Double> all = new HashMap<>(numbers);
            all.computeIfPresent(Schedule.EPOCHS, (number, epochs) -> epochs + warmup);
            return new Schedule(kind, warmup, new Coefficients(all));
        }
    }

    private static Schedule schedule(Schedule.Kind kind, double warmup) {
        return cases().filter(c -> c.kind == kind).findFirst().orElseThrow().schedule(warmup);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theShareAfterSomeEpochsIsThatOfTheFormula(Case c) {
        int[] epochs = {0, 2, 4, 8};
        for (double warmup : new double[] {0, 3}) {
            for (int i = 0; i < epochs.length; i++) {
                long t = 1 + (long) (warmup + epochs[i]) * PER_EPOCH;
                assertEquals(c.shares[i], c.schedule(warmup).share(t, PER_EPOCH, 3), 1e-15);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyScheduleIsTestedWithAllItsNumbers(Schedule.Kind kind) {
        assertEquals(
                Set.copyOf(kind.coefficients()),
                schedule(kind, 0).coefficients().values().keySet());
    }

    @Test
    void theEndOfALinearRateStays() {
        assertEquals(0.2, schedule(LINEAR, 0).share(1000, PER_EPOCH, 0), 1e-15);
        assertEquals(0.2, schedule(COSINE, 0).share(1000, PER_EPOCH, 0), 1e-15);
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
        Schedule schedule = schedule(PLATEAU, 0);
        assertFalse(schedule.isPlateau(0));
        assertFalse(schedule.isPlateau(2));
        assertTrue(schedule.isPlateau(3));
        assertFalse(schedule.isPlateau(4));
        assertTrue(schedule.isPlateau(6));
        assertFalse(schedule(LINEAR, 0).isPlateau(3));
    }

    /**
     * With h = 40 steps: the sum of 1 / (1 + k/h) over k = 0 … n-1 is more than h log(1 + n/h), which has no bound; that of the
     * squares is less than 1 + h (the integrals of the two). A constant rate fails the second, an exponential one the first.
     */
    @Test
    void onlyInverseTimeFulfilsTheConditionsOfRobbinsAndMonro() {
        double h = 4 * PER_EPOCH;
        for (int n = 1_000; n <= 1_000_000; n *= 10) {
            assertTrue(sum(INVERSE_TIME, n, rate -> rate) > h * Math.log(1 + n / h));
            assertTrue(sum(INVERSE_TIME, n, rate -> rate * rate) < 1 + h);
            assertEquals(n, sum(Schedule.Kind.CONSTANT, n, rate -> rate * rate));
            assertTrue(sum(EXPONENTIAL, n, rate -> rate) < 1 / (1 - Math.pow(0.5, 0.1)) + 1e-9);
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
