package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.config.Config;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.CheckpointFile;
import mnist.storage.MetricsCsv;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.training.EpochMetrics;
import org.junit.jupiter.api.Test;

/** A run that was killed at an instant, however unlucky, ends with the bytes of one that was not. */
class KilledRunTest extends RunBesideAWholeOne {
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
                Interruption count = Interruption.after(Integer.MAX_VALUE);
                TrainingRun.resume(new ResumeOptions(killed, List.of()), count);
                assertEquals(5 * MINIBATCHES - minibatch + 1, count.minibatches, "goes on from the minibatch before");
                RunBytes.assertSame(undisturbed, killed);
            }
        }
    }

    @Test
    void aKillBetweenRowBestAndLastMakesNoDifference() throws Exception {
        start(run, config("training.epochs=5"), Interruption.after(MINIBATCHES + 5));
        Path later = RunBytes.copy(run, folder.resolve("later"));
        TrainingRun.resume(new ResumeOptions(later, List.of()), Interruption.after(MINIBATCHES - 5));
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
        start(run, config("training.epochs=5"), Interruption.after(5));
        Path later = RunBytes.copy(run, folder.resolve("later"));
        TrainingRun.resume(new ResumeOptions(later, List.of()), Interruption.after(4 * MINIBATCHES));
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
        start(run, config("training.epochs=5"), Interruption.after(MINIBATCHES + 5));
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
    void theSecondsOfASessionThatWasKilledAreThoseOfItsEpochs() {
        start(run, config("training.epochs=2"), Interruption.after(MINIBATCHES));
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
