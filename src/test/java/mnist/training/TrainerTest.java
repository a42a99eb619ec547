package mnist.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mnist.config.Config;
import mnist.config.OptimizerType;
import mnist.config.TestConfigs;
import mnist.data.Dataset;
import mnist.data.IdxBuilder;
import mnist.nn.Network;
import mnist.nn.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

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

    static Stream<String> whatChangesASequenceOfSteps() {
        Stream<String> optimizers = Arrays.stream(OptimizerType.values())
                .filter(type -> type != OptimizerType.SGD && !type.takesWholeBatch())
                .map(type -> "optimizer={\"type\": \"%s\", \"learningRate\": 0.01}".formatted(type.label()));
        return Stream.concat(
                optimizers,
                Stream.of(
                        "optimizer={\"type\": \"adamw\", \"learningRate\": 0.01, \"weightDecay\": 0.1}",
                        "optimizer.schedule={\"type\": \"cosine\", \"epochs\": 3, \"warmup\": 0.5}",
                        "optimizer.schedule={\"type\": \"plateau\", \"patience\": 1}",
                        "regularization={\"l2\": 0.01, \"l1\": 0.001}",
                        "training.averaging=0.9",
                        "regularization.dropout=0.3",
                        "optimizer.clipNorm=0.01"));
    }

    /** Whatever is kept beside the weights is in the optimiser's state; whatever changes with the step, in the state's counts. */
    @ParameterizedTest
    @MethodSource("whatChangesASequenceOfSteps")
    void aResumedTrainingEqualsOneThatWasNeverStoppedOnAnyNumberOfThreads(String setting) {
        Config config = TestConfigs.of("data.validation=5", "training.epochs=6", setting);
        Network straight = config.initialNetwork();
        TrainingExamples examples = TrainingExamples.split(DATA, 5);
        new Trainer(config, straight, examples, 1).train(TrainingState.START, TrainingListener.SILENT);
        Network stopped = config.initialNetwork();
        Map<String, Parameters> kept = Map.of();
        TrainingState state = TrainingState.START;
        for (int i = 1; state.epoch() < 6; i++) {
            Trainer trainer = new Trainer(config, stopped, examples, 1 + i % 4);
            assertEquals(
                    i == 1 ? Set.of() : kept.keySet(),
                    i == 1 ? Set.of() : trainer.optimizerState().keySet());
            kept.forEach((name, values) -> trainer.optimizerState().get(name).assign(values));
            state = trainer.train(state, stopAfter(i, new ArrayList<>()));
            kept = trainer.optimizerState();
        }
        assertEquals(straight.parameters().vector(), stopped.parameters().vector());
        assertNotEquals(
                trained(TestConfigs.of("training.epochs=6")),
                straight.parameters().vector());
    }

    @Test
    void theRateOfAnEpochIsThatOfItsLastStep() {
        Config config =
                TestConfigs.of("training.epochs=3", "optimizer.schedule.type=linear", "optimizer.schedule.epochs=2");
        List<EpochMetrics> metrics = new ArrayList<>();
        // 46 examples, 5 steps an epoch: 0.1 less four tenths, then nine tenths, of itself; then nothing is left.
        new Trainer(config, config.initialNetwork(), TrainingExamples.split(DATA, 0))
                .train(TrainingState.START, stopAfter(9999, metrics));
        assertEquals(0.06, metrics.get(0).learningRate(), 1e-15);
        assertEquals(0.01, metrics.get(1).learningRate(), 1e-15);
        assertEquals(0, metrics.get(2).learningRate(), 1e-15);
    }

    @Test
    void aPlateauHalvesTheRateFromTheNextEpochOn() {
        Config config = TestConfigs.of(
                "data.validation=5", "training.epochs=12", "optimizer.schedule={\"type\":\"plateau\",\"patience\":2}");
        List<EpochMetrics> metrics = new ArrayList<>();
        TrainingState end = new Trainer(config, config.initialNetwork(), TrainingExamples.split(DATA, 5))
                .train(TrainingState.START, stopAfter(9999, metrics));
        double best = -1;
        int without = 0;
        double rate = 0.1;
        for (EpochMetrics epoch : metrics) {
            assertEquals(rate, epoch.learningRate(), 1e-15, "epoch " + epoch.epoch());
            boolean better = epoch.validationAccuracy().orElseThrow() > best;
            best = better ? epoch.validationAccuracy().orElseThrow() : best;
            without = better ? 0 : without + 1;
            rate = without > 0 && without % 2 == 0 ? rate / 2 : rate;
        }
        assertTrue(end.plateaus() > 0);
    }

    /** One step on all examples: in three slices of a network that is divided in four, and in one of a small one. */
    @ParameterizedTest
    @ValueSource(strings = {"[16,5,3]", "[16,12500,3]"})
    void aClippedStepIsAsLongAsAllowedAndLeadsTheSameWay(String layers) {
        String[] settings = {NETWORK + layers, "training.batchSize=full", "training.epochs=1"};
        INDArray start = TestConfigs.of(settings).initialNetwork().parameters().vector();
        INDArray free = ((INDArray) trained(TestConfigs.of(settings), 2)).sub(start);
        double length = free.norm2Number().doubleValue();
        double half = length / 0.1 / 2;
        INDArray clipped = ((INDArray) trained(with(settings, "optimizer.clipNorm=" + half), 2)).sub(start);
        INDArray loose = ((INDArray) trained(with(settings, "optimizer.clipNorm=" + half * 3), 2)).sub(start);
        assertTrue(free.mul(0.5).equalsWithEps(clipped, 1e-6));
        assertTrue(free.equalsWithEps(loose, 1e-6));
        assertTrue(length > 1e-3, length + " long");
    }

    private static Config with(String[] settings, String another) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = another;
        return TestConfigs.of(all);
    }

    /** With steps of next to nothing, the thinned networks of an epoch and the whole one have the same weights. */
    @Test
    void dropoutThinsTheNetworkInTrainingOnly() {
        List<EpochMetrics> metrics = new ArrayList<>();
        Config config = TestConfigs.of(
                "network.initializer=standard-normal",
                "regularization.dropout=0.5",
                "optimizer.learningRate=1e-12",
                "training.epochs=2");
        TrainingExamples same = new TrainingExamples(DATA, Optional.of(DATA));
        new Trainer(config, config.initialNetwork(), same).train(TrainingState.START, stopAfter(99, metrics));
        double whole = new Evaluator(config.initialNetwork(), config.objective(), DATA)
                .evaluate()
                .cost();
        assertEquals(whole, metrics.get(0).validationCost().orElseThrow(), 1e-6);
        assertNotEquals(whole, metrics.get(0).trainCost(), 1e-2);
        assertNotEquals(metrics.get(1).trainCost(), metrics.get(0).trainCost(), 1e-3);
    }

    @Test
    void patienceEndsATrainingThatGetsNoBetter() {
        Config config = TestConfigs.of("data.validation=9", "training.epochs=50", "training.patience=3");
        TrainingState end = new Trainer(config, config.initialNetwork(), TrainingExamples.split(DATA, 9))
                .train(TrainingState.START, TrainingListener.SILENT);
        assertEquals(end.best().epoch() + 3, end.epoch());
        assertTrue(end.epoch() < 50);
        assertTrue(end.isComplete(config.training()));
        Trainer again = new Trainer(config, config.initialNetwork(), TrainingExamples.split(DATA, 9));
        assertEquals(end, again.train(end, TrainingListener.SILENT));
    }

    /** Of steps 1, 2, …: kept is the smaller of 0.6 and t / (t + 9). */
    @Test
    void averagingGivesTheRunningMeanOfTheWeightsAndKeepsThoseOfTheSteps() {
        Config config = TestConfigs.of("training.epochs=6", "training.averaging=0.3");
        TrainingExamples examples = TrainingExamples.split(DATA, 0);
        Network plain = TestConfigs.of().initialNetwork();
        INDArray mean = plain.parameters().copy().vector();
        List<INDArray> steps = new ArrayList<>();
        new Trainer(TestConfigs.of("training.epochs=6"), plain, examples)
                .train(TrainingState.START, new TrainingListener() {
                    @Override
                    public boolean minibatchFinished(Trainer trainer) {
                        return steps.add(trainer.network().parameters().vector().dup());
                    }

                    @Override
                    public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
                        return minibatchFinished(trainer);
                    }
                });
        for (int t = 1; t <= steps.size(); t++) {
            double kept = Math.min(0.3, t / (t + 9.0));
            mean = mean.mul(kept).add(steps.get(t - 1).mul(1 - kept));
        }
        Network averaged = config.initialNetwork();
        Trainer trainer = new Trainer(config, averaged, examples);
        trainer.train(TrainingState.START, TrainingListener.SILENT);
        assertTrue(mean.equalsWithEps(averaged.parameters().vector(), 1e-6));
        assertEquals(
                plain.parameters().vector(), trainer.optimizerState().get("raw").vector());
        assertNotEquals(plain.parameters().vector(), averaged.parameters().vector());
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
