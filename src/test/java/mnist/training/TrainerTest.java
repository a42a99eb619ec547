package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.Dataset;
import mnist.data.IdxBuilder;
import mnist.data.Minibatches;
import mnist.nn.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
    private static final int EXAMPLES = 46;
    private static final Dataset DATA = new IdxBuilder()
            .examples(EXAMPLES)
            .size(4, 4)
            .pixels((example, row, column) -> (example * 37 + row * 101 + column * 53) % 256)
            .labels(example -> example % 3)
            .read();
    private static final String NETWORK = "network.layers=";

    static Stream<Arguments> shapesBatchesAndObjectives() {
        return Stream.of(
                Arguments.of("[16,3]", "[]", "softmax", "cross-entropy", 7),
                Arguments.of("[16,5,3]", "sigmoid", "softmax", "cross-entropy", 10),
                Arguments.of("[16,5,4,3]", "sigmoid", "sigmoid", "squared-error", 10),
                Arguments.of("[16,8,3]", "tanh", "sigmoid", "cross-entropy", 1),
                Arguments.of("[16,8,3]", "relu", "softmax", "squared-error", 46),
                Arguments.of("[16,7,6,5,3]", "softplus", "identity", "half-squared-error", 32),
                Arguments.of("[16,20,3]", "sigmoid", "softmax", "half-squared-error", 45));
    }

    @ParameterizedTest
    @MethodSource("shapesBatchesAndObjectives")
    void aHundredStepsEqualThePlainImplementation(
            String layers, String hidden, String output, String cost, int batchSize) {
        int epochs = (int) Math.ceil(100.0 / Math.ceil((double) EXAMPLES / batchSize));
        Config config = TestConfigs.of(
                NETWORK + layers,
                "network.hidden=" + hidden,
                "network.output=" + output,
                "cost=" + cost,
                "training.batchSize=" + batchSize,
                "training.epochs=" + epochs,
                "optimizer.learningRate=0.1");
        Network network = config.initialNetwork();
        PlainTraining plain = new PlainTraining(network, config.cost());
        List<Double> costs = new ArrayList<>();
        new Trainer(config, network, TrainingExamples.split(DATA, 0))
                .train(TrainingState.START, new TrainingListener() {
                    @Override
                    public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
                        costs.add(metrics.trainCost());
                        return true;
                    }
                });
        for (int epoch = 1; epoch <= epochs; epoch++) {
            assertEquals(trainPlainly(plain, epoch, batchSize), costs.get(epoch - 1), 1e-5);
        }
        for (int l = 1; l <= network.architecture().layers(); l++) {
            for (int j = 0; j < plain.w[l].length; j++) {
                assertEquals(plain.b[l][j], network.biases(l).getDouble(j, 0), 2e-5);
                for (int i = 0; i < plain.w[l][j].length; i++) {
                    assertEquals(plain.w[l][j][i], network.weights(l).getDouble(j, i), 2e-5);
                }
            }
        }
    }

    private static double trainPlainly(PlainTraining plain, int epoch, int batchSize) {
        int[] order = Minibatches.shuffled(EXAMPLES, 1, epoch);
        double costs = 0;
        for (int from = 0; from < EXAMPLES; from += batchSize) {
            int size = Math.min(batchSize, EXAMPLES - from);
            double[][] images = new double[size][];
            int[] labels = new int[size];
            for (int x = 0; x < size; x++) {
                images[x] = image(order[from + x]);
                labels[x] = DATA.label(order[from + x]);
            }
            costs += plain.step(images, labels, 0.1);
        }
        return costs / EXAMPLES;
    }

    private static double[] image(int example) {
        double[] pixels = new double[16];
        for (int i = 0; i < 16; i++) {
            pixels[i] = DATA.pixel(example, i / 4, i % 4) / 255.0;
        }
        return pixels;
    }

    @Test
    void fullBatchTakesOneStepAnEpoch() {
        Config config = TestConfigs.of("training.batchSize=\"full\"");
        Trainer trainer = new Trainer(config, config.initialNetwork(), TrainingExamples.split(DATA, 0));
        assertEquals(1, trainer.minibatchesPerEpoch());
    }

    @Test
    void sameSeedGivesTheSameBits() {
        assertEquals(trained(TestConfigs.of()), trained(TestConfigs.of()));
        assertNotEquals(trained(TestConfigs.of()), trained(TestConfigs.of("training.seed=2")));
    }

    @Test
    void aTrainingThatWasStoppedAndResumedEqualsOneThatWasNot() {
        Config config = TestConfigs.of("training.epochs=4", "training.batchSize=5");
        List<EpochMetrics> metrics = new ArrayList<>();
        List<EpochMetrics> whole = new ArrayList<>();
        Network straight = config.initialNetwork();
        TrainingExamples examples = TrainingExamples.split(DATA, 6);
        TrainingState end = new Trainer(config, straight, examples).train(TrainingState.START, stopAfter(9999, whole));
        Network stopped = config.initialNetwork();
        TrainingState state = TrainingState.START;
        for (int i = 0; state.epoch() < 4; i++) {
            // Stops within epochs and at their ends: 8 minibatches an epoch, stops after 1, 2, 3, … more.
            state = new Trainer(config, stopped, examples).train(state, stopAfter(i + 1, metrics));
        }
        assertEquals(straight.parameters().vector(), stopped.parameters().vector());
        assertEquals(end, state);
        assertEquals(
                whole.stream().map(TrainerTest::withoutSeconds).toList(),
                metrics.stream().map(TrainerTest::withoutSeconds).toList());
    }

    private static EpochMetrics withoutSeconds(EpochMetrics m) {
        return new EpochMetrics(
                m.epoch(),
                m.learningRate(),
                m.trainCost(),
                m.trainAccuracy(),
                m.validationCost(),
                m.validationAccuracy(),
                0);
    }

    private static TrainingListener stopAfter(int steps, List<EpochMetrics> metrics) {
        return new TrainingListener() {
            private int count;

            @Override
            public boolean minibatchFinished(Trainer trainer) {
                return ++count < steps;
            }

            @Override
            public boolean epochFinished(Trainer trainer, EpochMetrics epoch) {
                metrics.add(epoch);
                return ++count < steps;
            }
        };
    }

    @Test
    void theBestEpochIsTheFirstWithTheHighestValidationAccuracy() {
        Config config = TestConfigs.of("training.epochs=12", "optimizer.learningRate=3");
        List<Double> accuracies = new ArrayList<>();
        TrainingState end = new Trainer(config, config.initialNetwork(), TrainingExamples.split(DATA, 9))
                .train(TrainingState.START, new TrainingListener() {
                    @Override
                    public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
                        accuracies.add(metrics.validationAccuracy().orElseThrow());
                        return true;
                    }
                });
        double highest = Collections.max(accuracies);
        assertEquals(highest, end.best().validationAccuracy());
        assertEquals(accuracies.indexOf(highest) + 1, end.best().epoch());
        assertTrue(Collections.min(accuracies) < highest);
    }

    @Test
    void withoutAValidationSetTheLastEpochIsTheBest() {
        Config config = TestConfigs.of("training.epochs=3");
        TrainingState end = new Trainer(config, config.initialNetwork(), TrainingExamples.split(DATA, 0))
                .train(TrainingState.START, TrainingListener.SILENT);
        assertEquals(3, end.best().epoch());
        assertTrue(Double.isNaN(end.best().validationAccuracy()));
    }

    @Test
    void aCostThatIsNotFiniteStopsTrainingAndNamesThePlace() {
        Config config = TestConfigs.of(
                NETWORK + "[16,5,3]",
                "network.hidden=identity",
                "network.output=identity",
                "cost=squared-error",
                "optimizer.learningRate=1e6",
                "training.batchSize=23",
                "training.epochs=9");
        Trainer trainer = new Trainer(config, config.initialNetwork(), TrainingExamples.split(DATA, 0));
        String message = assertThrows(
                        DivergedException.class, () -> trainer.train(TrainingState.START, TrainingListener.SILENT))
                .getMessage();
        assertTrue(
                message.matches("training: the cost is not finite in epoch \\d, minibatch \\d, where layer [12] .*"),
                message);
    }

    @Test
    void zeroEpochsLeaveTheNetworkAsItWas() {
        Config config = TestConfigs.of("training.epochs=0");
        Network network = config.initialNetwork();
        TrainingState end = new Trainer(config, network, TrainingExamples.split(DATA, 0))
                .train(TrainingState.START, TrainingListener.SILENT);
        assertEquals(TrainingState.START, end);
        assertEquals(
                config.initialNetwork().parameters().vector(),
                network.parameters().vector());
    }

    @Test
    void theNumberOfCoresMakesNoDifferenceToABit() {
        Config config = TestConfigs.of("training.batchSize=40", "training.epochs=50");
        assertEquals(trained(config, 1), trained(config, 2));
    }

    private static Object trained(Config config, int cores) {
        Network network = config.initialNetwork();
        new Trainer(config, network, TrainingExamples.split(DATA, 0), cores)
                .train(TrainingState.START, TrainingListener.SILENT);
        return network.parameters().vector();
    }

    private static Object trained(Config config) {
        Network network = config.initialNetwork();
        new Trainer(config, network, TrainingExamples.split(DATA, 5))
                .train(TrainingState.START, TrainingListener.SILENT);
        return network.parameters().vector();
    }
}
