package mnist.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.Dataset;
import mnist.data.IdxBuilder;
import mnist.nn.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {
    private static final Dataset DATA = TestExamples.DATA;
    private static final String NETWORK = "network.layers=";

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

    /** Ends a training after so many steps and epochs, and collects the figures of the epochs. */
    static TrainingListener stopAfter(int steps, List<EpochMetrics> metrics) {
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
    void byValidationCostTheBestEpochIsTheFirstWithTheLowest() {
        Config config =
                TestConfigs.of("training.epochs=12", "optimizer.learningRate=3", "training.monitor=validation_cost");
        List<EpochMetrics> metrics = new ArrayList<>();
        TrainingState end = new Trainer(config, config.initialNetwork(), TrainingExamples.split(DATA, 9))
                .train(TrainingState.START, stopAfter(9999, metrics));
        EpochMetrics lowest = Collections.min(
                metrics,
                Comparator.comparingDouble(epoch -> epoch.validationCost().orElseThrow()));
        assertEquals(
                new TrainingState.Best(
                        lowest.epoch(),
                        lowest.validationAccuracy().orElseThrow(),
                        lowest.validationCost().orElseThrow()),
                end.best());
        assertNotEquals(12, lowest.epoch());
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
                message.matches(
                        "training: the cost is not finite in epoch \\d, minibatch \\d \\(step \\d+\\), where layer [12] .*"),
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

    /** The last of the networks is divided in four, and its minibatches into slices; the others in two. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"[16,5,3]; 40; 50", "[16,60,3]; 40; 50", "[16,12500,3]; 7; 2", "[16,60000,3]; 40; 1"})
    void theNumberOfThreadsMakesNoDifferenceToABit(String layers, int batchSize, int epochs) {
        Config config =
                TestConfigs.of(NETWORK + layers, "training.batchSize=" + batchSize, "training.epochs=" + epochs);
        Object one = trained(config, 1);
        for (int threads = 2; threads <= 4; threads++) {
            assertEquals(one, trained(config, threads), threads + " threads");
        }
    }

    @Test
    void distortedImagesAreTheSameForAnyNumberOfThreads() {
        Config config = TestConfigs.of(
                "data.augment.shift=1",
                "data.augment.rotation=20",
                "data.augment.elastic.alpha=4",
                "training.epochs=3");
        Object one = trained(config, 1);
        assertEquals(one, trained(config, 2));
        assertNotEquals(one, trained(TestConfigs.of("training.epochs=3"), 1));
    }

    @Test
    void aLargeLayerHasWorkForFourThreadsAndASmallOneForTwo() {
        Dataset images = new IdxBuilder().examples(200).size(28, 28).read();
        for (var expected : Map.of("[784,16,16,10]", 2, "[784,1000,10]", 4).entrySet()) {
            Config config = TestConfigs.of(NETWORK + expected.getKey(), "training.batchSize=100");
            Trainer trainer = new Trainer(config, config.initialNetwork(), TrainingExamples.split(images, 0), 8);
            assertEquals(expected.getValue(), trainer.threads());
        }
    }

    @Test
    void aChangeToTheParametersBetweenStepsIsSeenByTheNext() {
        Config config = TestConfigs.of("training.epochs=1", "training.batchSize=10");
        TrainingExamples examples = TrainingExamples.split(DATA, 0);
        Network changed = config.initialNetwork();
        new Trainer(config, changed, examples).train(TrainingState.START, new TrainingListener() {
            @Override
            public boolean minibatchFinished(Trainer trainer) {
                trainer.network().weights(1).muli(0.5);
                return true;
            }
        });
        Network stopped = config.initialNetwork();
        TrainingState state = TrainingState.START;
        while (state.epoch() == 0) {
            state = new Trainer(config, stopped, examples).train(state, stopAfter(1, new ArrayList<>()));
            if (state.epoch() == 0) {
                stopped.weights(1).muli(0.5);
            }
        }
        assertEquals(stopped.parameters().vector(), changed.parameters().vector());
    }

    /** Two classes told apart by a network that always says the first: the right answers are counted, not the wrong ones. */
    @Test
    void accuracyAndCostOfAnEpochAreThoseOfItsExamples() {
        Config config = TestConfigs.of(
                NETWORK + "[16,3]", "network.initializer=zero", "training.batchSize=full", "training.epochs=1");
        List<EpochMetrics> metrics = new ArrayList<>();
        new Trainer(config, config.initialNetwork(), TrainingExamples.split(DATA, 0))
                .train(TrainingState.START, stopAfter(9, metrics));
        // All outputs are 1/3, and the first class, which 16 of 46 examples have, is taken.
        assertEquals(16 / 46.0, metrics.get(0).trainAccuracy());
        assertEquals(Math.log(3), metrics.get(0).trainCost(), 1e-12);
    }

    @Test
    void anEvaluationCountsTrueClassesByRowAndMeansItsCost() {
        Config config = TestConfigs.of(NETWORK + "[16,3]", "network.initializer=zero");
        Evaluation evaluation = new Evaluator(config.initialNetwork(), config.objective(), DATA).evaluate();
        assertArrayEquals(new long[][] {{16, 0, 0}, {15, 0, 0}, {15, 0, 0}}, evaluation.confusion());
        assertEquals(Math.log(3), evaluation.cost(), 1e-12);
    }

    @Test
    void imagesOfOnePixelAreTrainedOn() {
        Dataset dots = new IdxBuilder()
                .examples(20)
                .size(1, 1)
                .pixels((example, row, column) -> example % 2 * 255)
                .labels(example -> example % 2)
                .read();
        Config config = TestConfigs.of(
                NETWORK + "[1,4,2]", "training.batchSize=5", "training.epochs=200", "optimizer.learningRate=3");
        Network network = config.initialNetwork();
        new Trainer(config, network, TrainingExamples.split(dots, 0))
                .train(TrainingState.START, TrainingListener.SILENT);
        assertEquals(
                1, new Evaluator(network, config.objective(), dots).evaluate().accuracy());
    }

    static Object trained(Config config, int cores) {
        Network network = config.initialNetwork();
        new Trainer(config, network, TrainingExamples.split(DATA, 0), cores)
                .train(TrainingState.START, TrainingListener.SILENT);
        return network.parameters().vector();
    }

    static Object trained(Config config) {
        Network network = config.initialNetwork();
        new Trainer(config, network, TrainingExamples.split(DATA, 5))
                .train(TrainingState.START, TrainingListener.SILENT);
        return network.parameters().vector();
    }
}
