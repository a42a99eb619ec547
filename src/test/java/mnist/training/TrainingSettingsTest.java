package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.Dataset;
import mnist.nn.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What single settings make of a training. */
class TrainingSettingsTest {
    private static final Dataset DATA = TestExamples.DATA;

    @Test
    void theRateOfAnEpochIsThatOfItsLastStep() {
        Config config =
                TestConfigs.of("training.epochs=3", "optimizer.schedule.type=linear", "optimizer.schedule.epochs=2");
        List<EpochMetrics> metrics = new ArrayList<>();
        // 46 examples, 5 steps an epoch: 0.1 less four tenths, then nine tenths, of itself; then nothing is left.
        new Trainer(config, config.initialNetwork(), TrainingExamples.split(DATA, 0))
                .train(TrainingState.START, TrainerTest.stopAfter(9999, metrics));
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
                .train(TrainingState.START, TrainerTest.stopAfter(9999, metrics));
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
        String[] settings = {"network.layers=" + layers, "training.batchSize=full", "training.epochs=1"};
        INDArray start = TestConfigs.of(settings).initialNetwork().parameters().vector();
        INDArray free = ((INDArray) TrainerTest.trained(TestConfigs.of(settings), 2)).sub(start);
        double length = free.norm2Number().doubleValue();
        double half = length / 0.1 / 2;
        INDArray clipped = ((INDArray) TrainerTest.trained(with(settings, "optimizer.clipNorm=" + half), 2)).sub(start);
        INDArray loose =
                ((INDArray) TrainerTest.trained(with(settings, "optimizer.clipNorm=" + half * 3), 2)).sub(start);
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
        new Trainer(config, config.initialNetwork(), same)
                .train(TrainingState.START, TrainerTest.stopAfter(99, metrics));
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
}
