package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import mnist.config.Config;
import mnist.config.ConfigWriter;
import mnist.storage.CheckpointFile;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was interrupted, however, ends with the bytes of one that was not. */
class ResumeTest extends RunBesideAWholeOne {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, MINIBATCHES - 1, MINIBATCHES, MINIBATCHES + 1, 3 * MINIBATCHES, 5 * MINIBATCHES - 1})
    void aRunStoppedAtAnyMinibatchIsTheSameRun(int minibatch) throws Exception {
        RunResult stopped = start(run, config("training.epochs=5"), Interruption.after(minibatch));
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
        start(run, config, Interruption.after(minibatch));
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
        start(run, config, Interruption.after(minibatch));
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
        RunResult result = start(run, config, Interruption.after(3));
        for (int session = 0; result.status() == RunStatus.STOPPED; session++) {
            assertTrue(session < 1000, "it never ends");
            result = TrainingRun.resume(new ResumeOptions(run, List.of()), Interruption.after(3));
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
        TrainingRun.resume(new ResumeOptions(run, List.of("training.epochs=5")), Interruption.after(3));
        TrainingRun.resume(new ResumeOptions(run, List.of()), RunObserver.NONE);
        RunBytes.assertSame(whole, run);
    }

    @Test
    void theTimeBetweenCheckpointsMayChange() throws Exception {
        start(run, config("training.epochs=5"), Interruption.after(MINIBATCHES + 3));
        TrainingRun.resume(new ResumeOptions(run, List.of("training.checkpointSeconds=1e-9")), Interruption.after(7));
        TrainingRun.resume(new ResumeOptions(run, List.of("training.checkpointSeconds=30")), RunObserver.NONE);
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
        start(run, config("training.epochs=2"), Interruption.after(MINIBATCHES + 1));
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
}
