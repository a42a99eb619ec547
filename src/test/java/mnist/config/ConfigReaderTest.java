package mnist.config;

import static mnist.config.ConfigTexts.minimal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.config.Config.DataConfig;
import mnist.config.Config.NetworkConfig;
import mnist.config.Config.OptimizerConfig;
import mnist.config.Config.RegularizationConfig;
import mnist.config.Config.TrainingConfig;
import mnist.data.Augmentation;
import mnist.data.Holdout;
import mnist.data.Layout;
import mnist.data.Preprocessing;
import mnist.nn.Activation;
import mnist.nn.Adam;
import mnist.nn.Coefficients;
import mnist.nn.Cost;
import mnist.nn.Curvature;
import mnist.nn.Initializer;
import mnist.nn.Momentum;
import mnist.nn.Nesterov;
import mnist.nn.Optimizer;
import mnist.nn.Penalty;
import mnist.nn.Schedule;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
    @Test
    void settingsLeftOutTakeTheDocumentedDefaults() {
        Config expected = new Config(
                new DataConfig(
                        "data/mnist", Layout.BY_NAME, Holdout.last(5000), Preprocessing.Kind.SCALE, Augmentation.NONE),
                new NetworkConfig(
                        List.of(784, 16, 16, 10),
                        List.of(Activation.SIGMOID, Activation.SIGMOID),
                        Activation.SOFTMAX,
                        Initializer.SCALED_NORMAL),
                Cost.CROSS_ENTROPY,
                new OptimizerConfig(
                        OptimizerType.SGD,
                        0.4,
                        Coefficients.NONE,
                        Curvature.GAUSS_NEWTON,
                        new Schedule(Schedule.Kind.CONSTANT, 0, Coefficients.NONE),
                        0),
                new RegularizationConfig(new Penalty(0, 0), 0),
                new TrainingConfig(30, 100, 1, Monitor.VALIDATION_ACCURACY, 0, 0, 30, 0));
        assertEquals(expected, minimal());
    }

    @Test
    void everySettingIsTakenFromTheText() {
        Config expected = new Config(
                new DataConfig(
                        "other",
                        new Layout(Optional.of(true), Optional.of(1)),
                        new Holdout(7, Optional.of(new Holdout.Draw(true, 3))),
                        Preprocessing.Kind.CENTRE_PIXELS,
                        new Augmentation(2, 7.5, new Augmentation.Elastic(34, 5), 0.25)),
                new NetworkConfig(
                        List.of(4, 3, 5, 2),
                        List.of(Activation.RELU, Activation.TANH),
                        Activation.SIGMOID,
                        Initializer.HE),
                Cost.SQUARED_ERROR,
                new OptimizerConfig(
                        OptimizerType.MOMENTUM,
                        0.001,
                        new Coefficients(Map.of(Momentum.MU, 0.5)),
                        Curvature.GAUSS_NEWTON,
                        new Schedule(
                                Schedule.Kind.LINEAR,
                                0.5,
                                new Coefficients(Map.of(Schedule.EPOCHS, 20.0, Schedule.END, 0.1))),
                        5),
                new RegularizationConfig(new Penalty(0.001, 0.002), 0.25),
                new TrainingConfig(0, 32, -9, Monitor.VALIDATION_COST, 4, 0.99, 0.25, 7));
        String text = """
                { "data": { "directory": "other", "transpose": true, "labelOffset": 1,
                            "validation": { "count": 7, "stratified": true, "seed": 3 },
                            "preprocess": "centre-pixels",
                            "augment": { "shift": 2, "rotation": 7.5, "elastic": { "alpha": 34, "sigma": 5 },
                                         "probability": 0.25 } },
                  "network": { "layers": [4, 3, 5, 2], "hidden": ["relu", "tanh"], "output": "sigmoid",
                               "initializer": "he" },
                  "cost": "squared-error",
                  "optimizer": { "type": "momentum", "learningRate": 1e-3, "momentum": 0.5,
                                 "schedule": { "type": "linear", "warmup": 0.5, "epochs": 20, "end": 0.1 },
                                 "clipNorm": 5 },
                  "regularization": { "l2": 0.001, "l1": 0.002, "dropout": 0.25 },
                  "training": { "epochs": 0, "batchSize": 32, "seed": -9, "monitor": "validation_cost",
                                "patience": 4, "averaging": 0.99,
                                "checkpointSeconds": 0.25,
                                "keepSteps": 7 } }
                """;
        assertEquals(expected, ConfigReader.parse(text, "a.json", List.of()));
    }

    @Test
    void anOptimizerHasTheUsualNumbersWhereItsTypeHasAny() {
        assertEquals(new Momentum(0.9), optimizer("momentum"));
        assertEquals(new Nesterov(0.9), optimizer("nesterov"));
        assertEquals(new Adam(0.9, 0.999, 1e-8, 0), optimizer("adam"));
        assertEquals(new Adam(0.9, 0.999, 1e-8, 0.01), optimizer("adamw"));
    }

    private static Optimizer optimizer(String type) {
        return minimal("optimizer.type=" + type).optimizer().optimizer();
    }

    @Test
    void fullBatchIsItsOwnSize() {
        assertEquals(
                TrainingConfig.FULL_BATCH,
                minimal("training.batchSize=full").training().batchSize());
    }

    @Test
    void seedBeyondTheWholeNumbersOfDoubleIsKept() {
        long seed = (1L << 53) + 1;
        assertEquals(seed, minimal("training.seed=" + seed).training().seed());
    }

    @Test
    void oneHiddenNameIsForEveryHiddenLayer() {
        assertEquals(
                List.of(Activation.RELU, Activation.RELU),
                minimal("network.hidden=relu").network().hidden());
    }

    @Test
    void networkWithoutHiddenLayerHasNoHiddenActivation() {
        assertEquals(List.of(), minimal("network.layers=[784, 10]").network().hidden());
    }

    @Test
    void schemaKeyIsAllowedAndIgnored() {
        assertEquals(minimal(), minimal("$schema=config.schema.json"));
    }

    @Test
    void architectureOf3b1bHas13002Parameters() {
        assertEquals(13_002, minimal().network().architecture().parameterCount());
    }

    @Test
    void objectiveJoinsCostAndOutput() {
        assertEquals(Activation.SOFTMAX, minimal().objective().output());
        assertEquals(Cost.CROSS_ENTROPY, minimal().objective().cost());
    }
}
