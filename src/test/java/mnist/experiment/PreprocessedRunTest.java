package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.Dataset;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What a run learnt of its training pixels goes with its network. */
class PreprocessedRunTest {
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
        Path run = train("run", kind, observerOf(Integer.MAX_VALUE));
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

    @Test
    void theRunAndEvalAgree() {
        RunResult result = TrainingRun.start(
                config(Preprocessing.Kind.STANDARDISE), options(folder.resolve("run")), RunObserver.NONE);
        EvaluationReport evaluated =
                EvaluationReport.of(folder.resolve("run"), Optional.empty(), Part.TEST, warning -> {});
        assertEquals(result.test().cost(), evaluated.cost());
        EvaluationReport validation =
                EvaluationReport.of(folder.resolve("run"), Optional.empty(), Part.VALIDATION, warning -> {});
        assertEquals(result.best().validationAccuracy().getAsDouble(), validation.accuracy());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 23})
    void aRunThatWasStoppedIsTheSameRun(int minibatches) throws Exception {
        Preprocessing.Kind kind = Preprocessing.Kind.CENTRE_PIXELS;
        Path whole = train("whole", kind, RunObserver.NONE);
        Path run = train("run", kind, observerOf(minibatches));
        TrainingRun.resume(new ResumeOptions(run, List.of()), RunObserver.NONE);
        RunBytes.assertSame(whole, run);
    }

    private static double cost(Checkpoint checkpoint, Dataset shown) {
        return new Evaluator(checkpoint.network(), checkpoint.config().objective(), shown)
                .evaluate()
                .cost();
    }

    private Path train(String name, Preprocessing.Kind kind, RunObserver observer) {
        Path run = folder.resolve(name);
        TrainingRun.start(config(kind), options(run), observer);
        return run;
    }

    private Config config(Preprocessing.Kind kind) {
        return TestConfigs.of(
                "data.directory=" + data, "data.validation=" + VALIDATION, "data.preprocess=" + kind.label());
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
