package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.Dataset;
import mnist.data.IdxBuilder;
import mnist.nn.Network;
import org.junit.jupiter.api.Test;

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
        for (String layers : List.of("[16,5,3]", "[16,60,3]")) {
            Config config = TestConfigs.of(NETWORK + layers, "training.batchSize=40", "training.epochs=50");
            assertEquals(trained(config, 1), trained(config, 2));
        }
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
