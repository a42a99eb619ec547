package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import mnist.config.Monitor;
import mnist.training.TrainingState.Best;
import org.junit.jupiter.api.Test;

class BestEpochTest {
    @Test
    void anEpochWhoseCostIsNotANumberIsNeverTheBest() {
        assertEquals(1, best(Monitor.VALIDATION_COST, 0.08, Double.NaN, 0.30).epoch());
        assertEquals(
                2, best(Monitor.VALIDATION_COST, Double.NaN, 0.30, Double.NaN).epoch());
    }

    @Test
    void ofEqualEpochsTheFirstIsTheBest() {
        assertEquals(2, best(Monitor.VALIDATION_COST, 0.3, 0.2, 0.2).epoch());
        assertEquals(2, best(Monitor.VALIDATION_ACCURACY, 0.3, 0.2, 0.2).epoch());
    }

    @Test
    void withoutFiguresTheLastEpochIsTheBest() {
        assertTrue(Best.NONE.isBeatenBy(new Best(1, Double.NaN, Double.NaN), Monitor.VALIDATION_ACCURACY));
        assertFalse(new Best(1, 0.9, 0.1).isBeatenBy(new Best(2, 0.9, 0.1), Monitor.VALIDATION_ACCURACY));
    }

    /** The accuracies are 1 - cost, but for epoch 1: there they are no better than later. */
    private static Best best(Monitor monitor, double... costs) {
        List<EpochMetrics> rows = IntStream.range(0, costs.length)
                .mapToObj(i -> new EpochMetrics(
                        i + 1,
                        1,
                        1,
                        0.5,
                        OptionalDouble.of(costs[i]),
                        OptionalDouble.of(i == 0 ? 0.5 : 1 - costs[i]),
                        1))
                .toList();
        return Best.of(rows, monitor);
    }
}
