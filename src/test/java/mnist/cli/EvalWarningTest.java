package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import mnist.data.Split;
import mnist.experiment.SmallData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An evaluation warns where its numbers are not what they are called, and only there. */
class EvalWarningTest {
    @TempDir
    private Path folder;

    private Path run;
    private Path other;

    @BeforeEach
    void train() throws Exception {
        run = folder.resolve("run");
        CliRunner.run("train", "--config", SmallTraining.write(folder), "--out", run, "-q");
        other = SmallData.write(folder.resolve("other"));
        SmallData.write(other, Split.TRAIN, SmallData.TRAINING, 9);
        SmallData.write(other, Split.TEST, 60, 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "validation", "train"})
    void theTrainingsOwnDataNeedsNoWarning(String split) {
        CliRunner.Result result = CliRunner.run("eval", "--checkpoint", run, "--split", split);
        assertEquals(0, result.exitCode());
        assertEquals("", result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"validation", "train"})
    void partsOfAnotherTrainingFileAreEvaluatedWithAWarning(String split) {
        CliRunner.Result result =
                CliRunner.run("eval", "--checkpoint", run, "--data", other, "--split", split, "--json");
        assertEquals(0, result.exitCode());
        assertTrue(result.out().startsWith("{"), result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(
                result.err().startsWith("warning: " + other + ": is not what the checkpoint was trained on"),
                result.err());
        assertTrue(result.err().contains("train-images-idx3-ubyte, found SHA-256 "), result.err());
    }

    @Test
    void anotherDataSetsTestSplitNeedsNoWarning() {
        CliRunner.Result result = CliRunner.run("eval", "--checkpoint", run, "--data", other);
        assertEquals(0, result.exitCode());
        assertEquals("", result.err());
    }

    @Test
    void changedFilesInTheTrainingsOwnFolderAreWarnedOf() {
        SmallData.write(folder.resolve("data"), Split.TRAIN, SmallData.TRAINING, 9);
        assertTrue(CliRunner.run("eval", "--checkpoint", run, "--split", "validation")
                .err()
                .startsWith("warning: "));
        assertEquals("", CliRunner.run("eval", "--checkpoint", run).err());
    }
}
