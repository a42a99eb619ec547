package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import mnist.config.Config;
import mnist.config.ConfigWriter;
import mnist.config.TestConfigs;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.CheckpointFile;
import mnist.storage.MetricsCsv;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.training.EpochMetrics;
import mnist.training.Trainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was interrupted, however, ends with the bytes of one that was not. */
class ResumeTest {
    private static final int VALIDATION = 30;
    private static final int MINIBATCHES = (SmallData.TRAINING - VALIDATION) / 10;

    @TempDir
    private Path folder;

    private Path data;
    private Path whole;
    private Path run;

    @BeforeEach
    void trainWithoutAnyInterruption() {
        data = SmallData.write(folder.resolve("data"));
        whole = folder.resolve("whole");
        run = folder.resolve("run");
        start(whole, config("training.epochs=5"), RunObserver.NONE);
    }

    /** Asks for a stop after a number of minibatches, and has something done at each. */
    private static final class Interruption implements RunObserver {
        private final int stopAfter;
        private final IntConsumer atMinibatch;
        private int minibatches;

        Interruption(int stopAfter, IntConsumer atMinibatch) {
            this.stopAfter = stopAfter;
            this.atMinibatch = atMinibatch;
        }

        @Override
        public void minibatchFinished(Trainer trainer) {
            atMinibatch.accept(++minibatches);
        }

        @Override
        public void epochFinished(EpochMetrics metrics, boolean best) {
            minibatches++;
        }

        @Override
        public boolean stopRequested() {
            return minibatches >= stopAfter;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, MINIBATCHES - 1, MINIBATCHES, MINIBATCHES + 1, 3 * MINIBATCHES, 5 * MINIBATCHES - 1})
    void aRunStoppedAtAnyMinibatchIsTheSameRun(int minibatch) throws Exception {
        RunResult stopped = start(run, config("training.epochs=5"), stopAfter(minibatch));
        assertEquals(RunStatus.STOPPED, stopped.status());
        assertEquals(minibatch / MINIBATCHES, stopped.epochs());
        assertNull(stopped.test());
        RunResult resumed = TrainingRun.resume(new ResumeOptions(run, List.of()), RunObserver.NONE);
        assertEquals(RunStatus.COMPLETED, resumed.status());
        RunBytes.assertSame(whole, run);
    }

    /** The velocity of the steps before is part of the state; without it, the first step after would be another. */
    @ParameterizedTest
    @ValueSource(ints = {1, MINIBATCHES, MINIBATCHES + 3})
    void aRunWithMomentumThatIsStoppedAndResumedIsTheSameRun(int minibatch) throws Exception {
        Config config = config("training.epochs=3", "optimizer.type=momentum", "optimizer.momentum=0.9");
        Path undisturbed = folder.resolve("undisturbed");
        start(undisturbed, config, RunObserver.NONE);
        start(run, config, stopAfter(minibatch));
        assertFalse(
                CheckpointFile.read(new RunFiles(run).last()).optimizerState().isEmpty());
        TrainingRun.resume(new ResumeOptions(run, List.of()), RunObserver.NONE);
        RunBytes.assertSame(undisturbed, run);
    }

    /** What newton-cg keeps are numbers, and what conjugate-gradient keeps are vectors too. */
    @ParameterizedTest
    @CsvSource({"newton-cg, 1", "newton-cg, 3", "conjugate-gradient, 1", "conjugate-gradient, 3"})
    void aRunOfWholeBatchesThatIsStoppedAndResumedIsTheSameRun(String type, int minibatch) throws Exception {
        Config config =
                config("training.epochs=3", "training.batchSize=100", "optimizer={\"type\": \"%s\"}".formatted(type));
        Path undisturbed = folder.resolve("undisturbed");
        start(undisturbed, config, RunObserver.NONE);
        start(run, config, stopAfter(minibatch));
        assertTrue(
                CheckpointFile.read(new RunFiles(run).last()).state().numbers().get("examples") > 100 * minibatch);
        TrainingRun.resume(new ResumeOptions(run, List.of()), RunObserver.NONE);
        RunBytes.assertSame(undisturbed, run);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "0, 64", "30, \"full\"", "30, 7"})
    void aRunStoppedAgainAndAgainIsTheSameRun(int validation, String batchSize) throws Exception {
        Config config = config("training.epochs=5", "data.validation=" + validation, "training.batchSize=" + batchSize);
        Path undisturbed = folder.resolve("undisturbed");
        RunResult expected = start(undisturbed, config, RunObserver.NONE);
        RunResult result = start(run, config, stopAfter(3));
        for (int session = 0; result.status() == RunStatus.STOPPED; session++) {
            assertTrue(session < 1000, "it never ends");
            result = TrainingRun.resume(new ResumeOptions(run, List.of()), stopAfter(3));
        }
        RunBytes.assertSame(undisturbed, run);
        assertEquals(expected.best(), result.best());
        assertEquals(expected.test(), result.test());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void aRunThatIsProlongedIsTheSameAsOneThatWasThatLongFromTheStart(int epochs) throws Exception {
        start(run, config("training.epochs=" + epochs), RunObserver.NONE);
        RunResult result = TrainingRun.resume(new ResumeOptions(run, List.of("training.epochs=5")), RunObserver.NONE);
        RunBytes.assertSame(whole, run);
        assertEquals(
                RunJson.read(new RunFiles(whole).run()).results(),
                RunJson.read(new RunFiles(run).run()).results());
        assertEquals(5, result.epochs());
    }

    @Test
    void aRunThatIsProlongedAndThenStoppedRemembersHowLongItShallBe() throws Exception {
        start(run, config("training.epochs=1"), RunObserver.NONE);
        TrainingRun.resume(new ResumeOptions(run, List.of("training.epochs=5")), stopAfter(3));
        TrainingRun.resume(new ResumeOptions(run, List.of()), RunObserver.NONE);
        RunBytes.assertSame(whole, run);
    }

    @Test
    void theTimeBetweenCheckpointsMayChange() throws Exception {
        start(run, config("training.epochs=5"), stopAfter(MINIBATCHES + 3));
        TrainingRun.resume(new ResumeOptions(run, List.of("training.checkpointSeconds=1e-9")), stopAfter(7));
        TrainingRun.resume(new ResumeOptions(run, List.of("training.checkpointSeconds=30")), RunObserver.NONE);
        RunBytes.assertSame(whole, run);
    }

    /** Every few minibatches the directory is copied, as it would be found if the process had been killed there. */
    @Test
    void whatAKillLeavesInTheMiddleOfAnEpochIsTheSameRun() throws Exception {
        Config config = config("training.epochs=5", "training.checkpointSeconds=1e-9");
        Interruption copies = new Interruption(Integer.MAX_VALUE, minibatch -> {
            if (minibatch % 17 == 0) {
                copyTo("killed-" + minibatch);
            }
        });
        start(run, config, copies);
        Path undisturbed = RunBytes.copy(run, folder.resolve("undisturbed"));
        for (int minibatch = 17; minibatch < 5 * MINIBATCHES; minibatch += 17) {
            Path killed = folder.resolve("killed-" + minibatch);
            if (minibatch % MINIBATCHES != 0) {
                Interruption count = stopAfter(Integer.MAX_VALUE);
                TrainingRun.resume(new ResumeOptions(killed, List.of()), count);
                assertEquals(5 * MINIBATCHES - minibatch + 1, count.minibatches, "goes on from the minibatch before");
                RunBytes.assertSame(undisturbed, killed);
            }
        }
    }

    @Test
    void aKillBetweenRowBestAndLastMakesNoDifference() throws Exception {
        start(run, config("training.epochs=5"), stopAfter(MINIBATCHES + 5));
        Path later = RunBytes.copy(run, folder.resolve("later"));
        TrainingRun.resume(new ResumeOptions(later, List.of()), stopAfter(MINIBATCHES - 5));
        Files.copy(new RunFiles(later).metrics(), replaced(new RunFiles(run).metrics()));
        Path rowOnly = RunBytes.copy(run, folder.resolve("rowOnly"));
        Files.copy(new RunFiles(later).best(), replaced(new RunFiles(run).best()));
        Files.writeString(new RunFiles(run).metrics(), Files.readString(new RunFiles(run).metrics()) + "3,0.1,0.");
        for (Path killed : List.of(rowOnly, run)) {
            TrainingRun.resume(new ResumeOptions(killed, List.of()), RunObserver.NONE);
            RunBytes.assertSame(whole, killed);
        }
    }

    /** A trial of a sweep writes what several epochs have brought at once. */
    @Test
    void aKillBetweenABestOfSeveralEpochsLaterAndLastMakesNoDifference() throws Exception {
        start(run, config("training.epochs=5"), stopAfter(5));
        Path later = RunBytes.copy(run, folder.resolve("later"));
        TrainingRun.resume(new ResumeOptions(later, List.of()), stopAfter(4 * MINIBATCHES));
        Files.copy(new RunFiles(later).best(), replaced(new RunFiles(run).best()));
        assertTrue(CheckpointFile.read(new RunFiles(run).best()).state().epoch() > 1);
        TrainingRun.resume(new ResumeOptions(run, List.of()), RunObserver.NONE);
        RunBytes.assertSame(whole, run);
    }

    @Test
    void aRunKilledBeforeItsEvaluationIsEvaluated() throws Exception {
        RunResult expected = start(run, config("training.epochs=2"), RunObserver.NONE);
        Path json = new RunFiles(run).run();
        RunRecord record = RunJson.read(json);
        writeAsKilled(json, record);
        RunResult result = TrainingRun.resume(new ResumeOptions(run, List.of()), RunObserver.NONE);
        assertEquals(expected.test(), result.test());
        assertEquals(RunStatus.COMPLETED, RunJson.read(json).status());
        assertEquals(record.results(), RunJson.read(json).results());
    }

    @Test
    void aResumeThatIsKilledBeforeItsFirstStepHasChangedNoCheckpoint() throws Exception {
        start(run, config("training.epochs=5"), stopAfter(MINIBATCHES + 5));
        RunFiles files = new RunFiles(run);
        byte[] last = Files.readAllBytes(files.last());
        byte[] best = Files.readAllBytes(files.best());
        RunObserver look = new RunObserver() {
            @Override
            public void runStarted(RunStart start) {
                try {
                    assertArrayEquals(last, Files.readAllBytes(files.last()));
                    assertArrayEquals(best, Files.readAllBytes(files.best()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        TrainingRun.resume(new ResumeOptions(run, List.of()), look);
        RunBytes.assertSame(whole, run);
    }

    @Test
    void aCompleteRunIsToldAndLeftAlone() throws Exception {
        RunResult first = start(run, config("training.epochs=2"), RunObserver.NONE);
        FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        RunFiles files = new RunFiles(run);
        List<Path> all = List.of(files.config(), files.run(), files.metrics(), files.last(), files.best());
        for (Path file : all) {
            Files.setLastModifiedTime(file, longAgo);
        }
        int[] told = {0};
        RunObserver observer = new RunObserver() {
            @Override
            public void alreadyComplete(Path directory, int epochs) {
                told[0] = epochs;
            }
        };
        assertEquals(first, TrainingRun.resume(new ResumeOptions(run, List.of("training.epochs=2")), observer));
        assertEquals(2, told[0]);
        for (Path file : all) {
            assertEquals(longAgo, Files.getLastModifiedTime(file), file.toString());
        }
    }

    @Test
    void theRecordKeepsItsStartAddsItsSecondsAndNamesTheNewConfig() {
        start(run, config("training.epochs=2"), stopAfter(MINIBATCHES + 1));
        Path json = new RunFiles(run).run();
        RunRecord before = RunJson.read(json);
        assertEquals(RunStatus.STOPPED, before.status());
        TrainingRun.resume(new ResumeOptions(run, List.of("training.epochs=3")), RunObserver.NONE);
        RunRecord after = RunJson.read(json);
        assertEquals(before.start(), after.start());
        assertTrue(after.outcome().seconds() > before.outcome().seconds());
        assertNotEquals(before.inputs().configSha256(), after.inputs().configSha256());
        assertEquals(
                ConfigWriter.sha256(config("training.epochs=3")), after.inputs().configSha256());
    }

    @Test
    void theSecondsOfASessionThatWasKilledAreThoseOfItsEpochs() {
        start(run, config("training.epochs=2"), stopAfter(MINIBATCHES));
        RunFiles files = new RunFiles(run);
        writeAsKilled(files.run(), RunJson.read(files.run()));
        EpochMetrics row = MetricsCsv.read(files.metrics()).get(0);
        EpochMetrics slow = new EpochMetrics(
                1,
                row.learningRate(),
                row.trainCost(),
                row.trainAccuracy(),
                row.validationCost(),
                row.validationAccuracy(),
                1000);
        MetricsCsv.write(files.metrics(), List.of(slow), Durability.FORCED);
        double seconds = TrainingRun.resume(new ResumeOptions(run, List.of()), RunObserver.NONE)
                .seconds();
        assertTrue(seconds > 1000 && seconds < 1900, () -> "found " + seconds);
    }

    /** As a process leaves it that is killed while it trains. */
    private static void writeAsKilled(Path file, RunRecord record) {
        RunRecord.Part part = record.last();
        RunRecord.Part killed = new RunRecord.Part(
                part.commandLine(), part.provenance(), part.blas(), false, false, part.threads(), part.start(), null);
        RunRecord running = new RunRecord(RunStatus.RUNNING, record.inputs(), List.of(killed), null, null);
        RunJson.write(file, running, Durability.FORCED);
    }

    private Config config(String... overrides) {
        List<String> all = new ArrayList<>(
                List.of("data.directory=" + data, "data.validation=" + VALIDATION, "optimizer.learningRate=0.5"));
        all.addAll(List.of(overrides));
        return TestConfigs.of(all.toArray(String[]::new));
    }

    private static RunResult start(Path directory, Config config, RunObserver observer) {
        return TrainingRun.start(config, new RunOptions(directory, false, List.of("train")), observer);
    }

    private static Interruption stopAfter(int minibatches) {
        return new Interruption(minibatches, minibatch -> {});
    }

    private void copyTo(String name) {
        try {
            RunBytes.copy(run, folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path replaced(Path file) throws IOException {
        Files.delete(file);
        return file;
    }
}
