package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.DataException;
import mnist.data.Split;
import mnist.json.InputException;
import mnist.nn.Parameters;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.RunDirectory;
import mnist.storage.RunDirectoryException;
import mnist.storage.RunFiles;
import mnist.storage.StorageException;
import mnist.training.Tally;
import mnist.training.TrainingState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run goes on as it was, or not at all. */
class ResumeRefusalTest {
    @TempDir
    private Path folder;

    private Path data;
    private Path run;
    private RunFiles files;

    @BeforeEach
    void trainTwoEpochs() {
        data = SmallData.write(folder.resolve("data"));
        run = folder.resolve("run");
        files = new RunFiles(run);
        Config config = TestConfigs.of("data.directory=" + data, "data.validation=30");
        TrainingRun.start(config, new RunOptions(run, false, List.of()), RunObserver.NONE);
    }

    @Test
    void allDifferencesAreListedAtOnce() throws Exception {
        Files.writeString(files.config(), Files.readString(files.config()).replace("\"seed\": 1", "\"seed\": 2"));
        SmallData.write(data, Split.TRAIN, SmallData.TRAINING, 7);
        byte[] last = Files.readAllBytes(files.last());
        assertRefused(
                List.of("optimizer.learningRate=0.25", "network.hidden=tanh", "training.epochs=1"),
                run + ": cannot be resumed: ",
                "network.hidden, found \"tanh\", expected \"sigmoid\"",
                "optimizer.learningRate, found 0.25, expected 0.1",
                "training.seed, found 2, expected 1",
                "training.epochs, found 1, expected at least 2",
                "train-images-idx3-ubyte, found SHA-256 ");
        assertArrayEquals(last, Files.readAllBytes(files.last()));
    }

    @Test
    void dataOfAnotherSizeIsADifferenceOfItsContent() {
        SmallData.write(data, Split.TRAIN, 20, 1);
        assertRefused(List.of(), "train-images-idx3-ubyte, found", "train-labels-idx1-ubyte, found");
    }

    @Test
    void testFilesMayChange() {
        SmallData.write(data, Split.TEST, 20, 5);
        RunResult result = TrainingRun.resume(new ResumeOptions(run, List.of("training.epochs=3")), RunObserver.NONE);
        assertEquals(20, result.test().examples());
    }

    @Test
    void missingDataIsNamedAlsoBesideOtherDifferences() throws Exception {
        Files.delete(data.resolve(Split.TRAIN.imageFile()));
        assertThrows(DataException.class, () -> resume(List.of()));
        assertRefused(List.of("training.seed=9"), "training.seed, found 9", Split.TRAIN.imageFile());
    }

    @Test
    void aRunWithoutALastCheckpointNeverBegan() throws Exception {
        Files.delete(files.last());
        assertRefused(List.of(), run.toString(), "nothing to resume from", "--force");
    }

    @Test
    void aRunWithoutItsBestCheckpointIsRefusedBeforeItTrains() throws Exception {
        Files.delete(files.best());
        assertRefused(List.of("training.epochs=3"), "best.safetensors: cannot be read");
    }

    @Test
    void theBestCheckpointOfAnotherRunIsRefused() {
        Checkpoint best = CheckpointFile.read(files.best());
        Config otherConfig = TestConfigs.of();
        CheckpointFile.write(
                files.best(),
                new Checkpoint(
                        otherConfig,
                        otherConfig.initialNetwork(),
                        best.state(),
                        Map.of(),
                        best.preprocessing(),
                        best.trainingData()),
                Durability.FORCED);
        assertRefused(List.of("training.epochs=3"), "best.safetensors: does not belong to", "found another config");
    }

    @Test
    void theBestCheckpointOfAnEarlierEpochThanTheBestIsRefused() {
        Checkpoint best = CheckpointFile.read(files.best());
        TrainingState other = new TrainingState(0, 0, Tally.NONE, TrainingState.START.best(), 0);
        CheckpointFile.write(
                files.best(),
                new Checkpoint(
                        best.config(), best.network(), other, Map.of(), best.preprocessing(), best.trainingData()),
                Durability.FORCED);
        assertRefused(List.of("training.epochs=3"), "best.safetensors: does not belong to", "found epoch 0");
    }

    /** Trained alone, epoch 2 would overwrite the best of epoch 3 only if it were better than epoch 1. */
    @Test
    void fewerEpochsThanTheBestCheckpointHasAreRefused() {
        Checkpoint best = CheckpointFile.read(files.best());
        TrainingState later = new TrainingState(4, 0, Tally.NONE, new TrainingState.Best(4, 0.9, Double.NaN), 0);
        Checkpoint ahead = new Checkpoint(
                best.config(), best.network(), later, Map.of(), best.preprocessing(), best.trainingData());
        CheckpointFile.write(files.best(), ahead, Durability.FORCED);
        assertRefused(
                List.of("training.epochs=3"),
                "training.epochs, found 3, expected at least 4, because best.safetensors is from that epoch");
        resume(List.of("training.epochs=5"));
    }

    @Test
    void theStateOfAnOptimiserThatTheConfigDoesNotNameIsRefused() {
        Checkpoint last = CheckpointFile.read(files.last());
        Map<String, Parameters> state = Map.of("velocity", last.network().parameters());
        Checkpoint foreign = new Checkpoint(
                last.config(), last.network(), last.state(), state, last.preprocessing(), last.trainingData());
        CheckpointFile.write(files.last(), foreign, Durability.FORCED);
        assertRefused(
                List.of("training.epochs=3"),
                "last.safetensors: has the state of another optimiser, found [velocity], expected []");
    }

    @Test
    void missingRowsAreRefused() throws Exception {
        List<String> lines = Files.readAllLines(files.metrics());
        Files.write(files.metrics(), List.of(lines.get(0), lines.get(2)));
        assertRefused(List.of("training.epochs=3"), "metrics.csv: rows are missing, found 1 up to epoch 2");
    }

    @Test
    void anotherFormatVersionIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(files.last());
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Files.write(
                files.last(),
                text.replace("mnist-checkpoint-1", "mnist-checkpoint-2")
                        .replace("header_sha256", "header_sha999")
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(List.of(), "found format \"mnist-checkpoint-2\", expected \"mnist-checkpoint-1\"");
    }

    @Test
    void aMinibatchPastTheEpochIsRefused() {
        Checkpoint last = CheckpointFile.read(files.last());
        TrainingState past = new TrainingState(1, 20, new Tally(200, 1, 100), new TrainingState.Best(1, 0.5, 0.7), 0);
        CheckpointFile.write(
                files.last(),
                new Checkpoint(
                        last.config(), last.network(), past, Map.of(), last.preprocessing(), last.trainingData()),
                Durability.FORCED);
        assertRefused(List.of("training.epochs=3"), "past the end of its epoch, found minibatch 20");
    }

    @Test
    void aDamagedConfigIsTheRunsFaultAndAWrongOverrideTheUsers() throws Exception {
        assertThrows(InputException.class, () -> resume(List.of("training.epochs=many")));
        Files.writeString(files.config(), "{");
        assertRefused(List.of("training.epochs=3"), "config.json");
    }

    @Test
    void aRunUnderWayIsRefused() {
        try (RunDirectory held = RunDirectory.open(run)) {
            RunDirectoryException refusal = assertThrows(RunDirectoryException.class, () -> resume(List.of()));
            assertTrue(refusal.getMessage().contains("in use"), refusal.getMessage());
            assertEquals(files, held.files());
        }
    }

    @Test
    void aMissingDirectoryIsRefusedAndNotMade() {
        run = folder.resolve("none");
        assertRefused(List.of(), "none: no such run directory");
        assertTrue(Files.notExists(run));
    }

    private void assertRefused(List<String> overrides, String... parts) {
        String message =
                assertThrows(StorageException.class, () -> resume(overrides)).getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.endsWith("."), message);
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "no \"" + part + "\" in: " + message);
        }
    }

    private RunResult resume(List<String> overrides) {
        return TrainingRun.resume(new ResumeOptions(run, overrides), RunObserver.NONE);
    }
}
