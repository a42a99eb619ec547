package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mnist.config.Config;
import mnist.config.OptimizerType;
import mnist.config.TestConfigs;
import mnist.data.Dataset;
import mnist.nn.Network;
import mnist.nn.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that was stopped and resumed has the bits of one that was not. */
class ResumedTrainingTest {
    private static final Dataset DATA = TestExamples.DATA;

    @Test
    void aTrainingThatWasStoppedAndResumedEqualsOneThatWasNot() {
        Config config = TestConfigs.of("training.epochs=4", "training.batchSize=5");
        List<EpochMetrics> metrics = new ArrayList<>();
        List<EpochMetrics> whole = new ArrayList<>();
        Network straight = config.initialNetwork();
        TrainingExamples examples = TrainingExamples.split(DATA, 6);
        TrainingState end =
                new Trainer(config, straight, examples).train(TrainingState.START, TrainerTest.stopAfter(9999, whole));
        Network stopped = config.initialNetwork();
        TrainingState state = TrainingState.START;
        for (int i = 0; state.epoch() < 4; i++) {
            // Stops within epochs and at their ends: 8 minibatches an epoch, stops after 1, 2, 3, … more.
            state = new Trainer(config, stopped, examples).train(state, TrainerTest.stopAfter(i + 1, metrics));
        }
        assertEquals(straight.parameters().vector(), stopped.parameters().vector());
        assertEquals(end, state);
        assertEquals(
                whole.stream().map(ResumedTrainingTest::withoutSeconds).toList(),
                metrics.stream().map(ResumedTrainingTest::withoutSeconds).toList());
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
            state = trainer.train(state, TrainerTest.stopAfter(i, new ArrayList<>()));
            kept = trainer.optimizerState();
        }
        assertEquals(straight.parameters().vector(), stopped.parameters().vector());
        assertNotEquals(
                TrainerTest.trained(TestConfigs.of("training.epochs=6")),
                straight.parameters().vector());
    }
}
