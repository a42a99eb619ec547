package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.nn.Network;
import mnist.nn.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeBatchStepTest {
    private static final String NEWTON = "{\"type\": \"newton-cg\"}";
    private static final String HESSIAN = "{\"type\": \"newton-cg\", \"curvature\": \"hessian\", \"damping\": 1}";
    private static final String CONJUGATE = "{\"type\": \"conjugate-gradient\"}";

    private static Config config(String optimizer, String batchSize, int epochs) {
        return TestConfigs.of(
                "optimizer=" + optimizer,
                "network.hidden=tanh",
                "training.batchSize=" + batchSize,
                "training.epochs=" + epochs);
    }

    private static Trainer trainer(Config config, Network network, int cores) {
        return new Trainer(config, network, TrainingExamples.split(TestExamples.DATA, 0), cores);
    }

    @ParameterizedTest
    @ValueSource(strings = {NEWTON, HESSIAN, CONJUGATE})
    void onAllExamplesTheCostNeverRisesAndFalls(String optimizer) {
        Config config = config(optimizer, "full", 60);
        List<Double> costs = new ArrayList<>();
        trainer(config, config.initialNetwork(), 1).train(TrainingState.START, new TrainingListener() {
            @Override
            public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
                costs.add(metrics.trainCost());
                return true;
            }
        });
        for (int i = 1; i < costs.size(); i++) {
            // But for the order of the examples, which is another in each epoch, and float32.
            assertTrue(costs.get(i) <= costs.get(i - 1) + 1e-6, costs.toString());
        }
        assertTrue(costs.get(59) < 0.86 * costs.get(0), costs.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {NEWTON, CONJUGATE})
    void stoppedAfterEveryMinibatchItEndsWithTheSameBits(String optimizer) {
        // Three minibatches an epoch, the last one shorter.
        Config config = config(optimizer, "20", 3);
        Network straight = config.initialNetwork();
        TrainingState end = trainer(config, straight, 1).train(TrainingState.START, TrainingListener.SILENT);
        Network stopped = config.initialNetwork();
        TrainingState state = TrainingState.START;
        Map<String, Parameters> kept = Map.of();
        while (state.epoch() < 3) {
            Trainer trainer = trainer(config, stopped, 1);
            kept.forEach((name, values) -> trainer.optimizerState().get(name).assign(values));
            state = trainer.train(state, new TrainingListener() {
                @Override
                public boolean minibatchFinished(Trainer trainer) {
                    return false;
                }

                @Override
                public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
                    return false;
                }
            });
            kept = trainer.optimizerState();
        }
        assertEquals(straight.parameters().vector(), stopped.parameters().vector());
        assertEquals(end, state);
    }

    @Test
    void aStateThatIsNotRestoredMakesAnotherTraining() {
        // That the test above sees what it looks for.
        Config config = config(NEWTON, "full", 3);
        Network straight = config.initialNetwork();
        TrainingState end = trainer(config, straight, 1).train(TrainingState.START, TrainingListener.SILENT);
        assertTrue(end.numbers().get("damping") < 0.1, end.toString());
        Network other = config.initialNetwork();
        TrainingState first =
                trainer(config(NEWTON, "full", 1), other, 1).train(TrainingState.START, TrainingListener.SILENT);
        TrainingState forgotten = new TrainingState(1, 0, Tally.NONE, first.best(), 0);
        trainer(config, other, 1).train(forgotten, TrainingListener.SILENT);
        assertTrue(!straight.parameters().vector().equals(other.parameters().vector()));
    }

    @Test
    void aNetworkWhoseCostIsInfiniteIsRefusedAtItsFirstStep() {
        Config config = config(NEWTON, "full", 3);
        Network network = config.initialNetwork();
        network.weights(1).putScalar(0, 0, Float.NaN);
        String message = assertThrows(
                        DivergedException.class,
                        () -> trainer(config, network, 1).train(TrainingState.START, TrainingListener.SILENT))
                .getMessage();
        assertTrue(message.contains("epoch 1, minibatch 1 (step 1), where layer 1 is the first"), message);
    }
}
