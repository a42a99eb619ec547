package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.training.EpochMetrics;
import mnist.training.LayerHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadEndsTest {
    private static final LayerHealth GOOD = new LayerHealth(1, 0.2, 0.1, 1e-3);
    private static final LayerHealth LAST = new LayerHealth(2, 0, 0.1, 1e-3);

    private static EpochMetrics epoch(int number, double cost) {
        return new EpochMetrics(number, 0.1, cost, 0.5, OptionalDouble.empty(), OptionalDouble.empty(), 1);
    }

    private static List<String> lines(Config config, LayerHealth first, double... costs) {
        List<EpochMetrics> rows = IntStream.range(0, costs.length)
                .mapToObj(i -> epoch(i + 1, costs[i]))
                .toList();
        return DeadEnds.of(config, List.of(first, LAST), rows);
    }

    @Test
    void nothingIsSaidOfATrainingThatGetsOn() {
        assertEquals(List.of(), lines(TestConfigs.of(), GOOD, 2, 1, 1.4));
    }

    @Test
    void stuckUnitsAreCalledByWhatTheirActivationDoes() {
        LayerHealth stuck = new LayerHealth(1, 0.6, 0.1, 1e-3);
        String end = " and hardly learn; try smaller start values, or a lower optimizer.learningRate";
        assertEquals(List.of("layer 1: 60 % of its 5 units are saturated" + end), lines(TestConfigs.of(), stuck, 2, 1));
        assertEquals(
                List.of("layer 1: 60 % of its 5 units are dead" + end),
                lines(TestConfigs.of("network.hidden=relu"), stuck, 2, 1));
    }

    @Test
    void aGradientThatVanishesOrExplodesIsNamedWithItsSizes() {
        assertEquals(
                List.of("layer 1: the gradient vanishes on its way back, from 1.0e-03 in layer 2 to 9.0e-08; try relu,"
                        + " network.initializer he or xavier, or fewer layers"),
                lines(TestConfigs.of(), new LayerHealth(1, 0, 0.1, 9e-8), 2, 1));
        assertEquals(
                List.of("layer 1: the gradient explodes on its way back, from 1.0e-03 in layer 2 to 2.0e-01; try"
                        + " network.initializer scaled-normal, or optimizer.clipNorm"),
                lines(TestConfigs.of(), new LayerHealth(1, 0, 0.1, 0.2), 2, 1));
    }

    @Test
    void aCostThatRoseMeansARateAboveTheStableOne() {
        assertEquals(
                List.of(
                        "the training cost rose from 0.500 in epoch 2 to 0.800: the learning rate is above the stable one;"
                                + " try 0.050"),
                lines(TestConfigs.of(), GOOD, 1, 0.5, 0.7, 0.8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"newton-cg", "conjugate-gradient"})
    void anOptimiserWithoutARateIsNotToldToLowerItOrToClip(String type) {
        Config config = TestConfigs.of("optimizer={\"type\": \"" + type + "\"}");
        LayerHealth stuck = new LayerHealth(1, 0.6, 0.1, 1e-3);
        assertEquals(
                List.of(
                        "layer 1: 60 % of its 5 units are saturated and hardly learn; try smaller start values, or a larger"
                                + " training.batchSize",
                        "the training cost rose from 0.500 in epoch 2 to 0.800: steps that lower the cost of their own"
                                + " minibatch raise that of others; try a larger training.batchSize"),
                lines(config, stuck, 1, 0.5, 0.7, 0.8));
        assertEquals(
                List.of("layer 1: the gradient explodes on its way back, from 1.0e-03 in layer 2 to 2.0e-01; try"
                        + " network.initializer scaled-normal"),
                lines(config, new LayerHealth(1, 0, 0.1, 0.2), 2, 1));
    }
}
