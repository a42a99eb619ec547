package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.Dataset;
import mnist.data.IdxBuilder;
import mnist.data.Preprocessing;
import mnist.data.Split;
import mnist.experiment.EvaluationReport.Part;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.RunFiles;
import mnist.training.EpochMetrics;
import mnist.training.Evaluator;
import mnist.training.Trainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to the images of a run is the same whenever it is resumed, and whoever evaluates its network. */
class DataSettingsRunTest {
    private static final int VALIDATION = 30;

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void write() {
        data = SmallData.write(folder.resolve("data"));
    }

    @ParameterizedTest
    @EnumSource(Preprocessing.Kind.class)
    void theTestImagesAreShownByTheNumbersOfTheTrainingImages(Preprocessing.Kind kind) {
        Path run = folder.resolve("run");
        TrainingRun.start(config(List.of("data.preprocess=" + kind.label())), options(run), RunObserver.NONE);
        Checkpoint best = CheckpointFile.read(new RunFiles(run).best());
        Dataset file = Dataset.load(data, Split.TRAIN);
        Preprocessing ofTraining = Preprocessing.of(kind, file.subset(0, file.size() - VALIDATION));
        assertEquals(ofTraining, best.preprocessing());
        Dataset test = Dataset.load(data, Split.TEST);
        double cost = EvaluationReport.of(run, Optional.empty(), Part.TEST, warning -> {})
                .cost();
        assertEquals(cost(best, test.preprocessedBy(ofTraining)), cost);
        if (kind != Preprocessing.Kind.SCALE) {
            assertNotEquals(cost(best, test), cost);
            assertNotEquals(cost(best, test.preprocessedBy(Preprocessing.of(kind, test))), cost);
        }
    }

    static List<List<String>> settings() {
        return List.of(
                List.of("data.preprocess=centre-pixels"),
                List.of("data.augment.shift=1", "data.augment.probability=0.5", "data.preprocess=standardise"),
                List.of("data.augment.rotation=10", "data.augment.elastic.alpha=3", "data.augment.elastic.sigma=1"),
                List.of("data.validation={\"count\": 30, \"stratified\": true, \"seed\": 4}"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theRunAndEvalAgree(List<String> settings) {
        Path run = folder.resolve("run");
        RunResult result = TrainingRun.start(config(settings), options(run), RunObserver.NONE);
        EvaluationReport test = EvaluationReport.of(run, Optional.empty(), Part.TEST, warning -> {});
        assertEquals(result.test().cost(), test.cost());
        EvaluationReport validation = EvaluationReport.of(run, Optional.empty(), Part.VALIDATION, warning -> {});
        assertEquals(VALIDATION, validation.examples());
        assertEquals(result.best().validationAccuracy().getAsDouble(), validation.accuracy());
    }

    /** 23 minibatches are in the second epoch. */
    @ParameterizedTest
    @MethodSource("settings")
    void aRunThatWasStoppedIsTheSameRun(List<String> settings) throws Exception {
        Path whole = folder.resolve("whole");
        Path run = folder.resolve("run");
        TrainingRun.start(config(settings), options(whole), RunObserver.NONE);
        TrainingRun.start(config(settings), options(run), observerOf(23));
        TrainingRun.resume(new ResumeOptions(run, List.of()), RunObserver.NONE);
        RunBytes.assertSame(whole, run);
    }

    @Test
    void emnistIsTrainedOnAndEvaluatedAsPublished() throws Exception {
        Path emnist = Files.createDirectories(folder.resolve("emnist"));
        for (String part : new String[] {"train", "test"}) {
            IdxBuilder published = new IdxBuilder()
                    .examples(60)
                    .size(4, 4)
                    .pixels((example, row, column) -> row == example % 3 ? 250 : 10)
                    .labels(example -> 1 + example % 3);
            Files.write(emnist.resolve("emnist-letters-" + part + "-images-idx3-ubyte"), published.imageFile());
            Files.write(emnist.resolve("emnist-letters-" + part + "-labels-idx1-ubyte"), published.labelFile());
        }
        data = emnist;
        Path run = folder.resolve("run");
        TrainingRun.start(
                config(List.of("optimizer.learningRate=3", "training.epochs=20")), options(run), RunObserver.NONE);
        EvaluationReport report = EvaluationReport.of(run, Optional.empty(), Part.TEST, warning -> {});
        assertEquals(1, report.accuracy());
        assertEquals("c", report.classNames().get(2));
    }

    @Test
    void distortedImagesTrainAnotherNetwork() {
        Path plain = folder.resolve("plain");
        Path distorted = folder.resolve("distorted");
        TrainingRun.start(config(List.of()), options(plain), RunObserver.NONE);
        TrainingRun.start(config(List.of("data.augment.shift=1")), options(distorted), RunObserver.NONE);
        assertNotEquals(
                CheckpointFile.read(new RunFiles(plain).last())
                        .network()
                        .parameters()
                        .vector(),
                CheckpointFile.read(new RunFiles(distorted).last())
                        .network()
                        .parameters()
                        .vector());
    }

    private static double cost(Checkpoint checkpoint, Dataset shown) {
        return new Evaluator(checkpoint.network(), checkpoint.config().objective(), shown)
                .evaluate()
                .cost();
    }

    private Config config(List<String> settings) {
        List<String> all = new ArrayList<>(List.of("data.directory=" + data, "data.validation=" + VALIDATION));
        all.addAll(settings);
        return TestConfigs.of(all.toArray(String[]::new));
    }

    private static RunOptions options(Path run) {
        return new RunOptions(run, false, List.of("train"));
    }

    /** Asks for a stop after a number of minibatches. */
    private static RunObserver observerOf(int minibatches) {
        return new RunObserver() {
            private int seen;

            @Override
            public void minibatchFinished(Trainer trainer) {
                seen++;
            }

            @Override
            public void epochFinished(EpochMetrics metrics, boolean best) {
                seen++;
            }

            @Override
            public boolean stopRequested() {
                return seen >= minibatches;
            }
        };
    }
}
