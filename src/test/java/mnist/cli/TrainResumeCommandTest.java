package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.experiment.RunBytes;
import mnist.storage.RunDirectory;
import mnist.storage.RunFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainResumeCommandTest {
    @TempDir
    private Path folder;

    private Path config;
    private Path run;

    @BeforeEach
    void trainTwoEpochs() throws Exception {
        config = SmallTraining.write(folder);
        run = folder.resolve("run");
        assertEquals(
                0,
                CliRunner.run("train", "--config", config, "--out", run, "-q").exitCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train|found none",
                "train --resume DIR --config FILE|found both",
                "train --resume DIR --out DIR|--out goes with --config",
                "train --resume DIR --force|--force goes with --config",
                "train --resume DIR --set training.epochs=x|training.epochs",
            })
    void optionsThatExcludeEachOtherAreRefused(String line, String reason) {
        Object[] arguments = line.replace("DIR", run.toString())
                .replace("FILE", config.toString())
                .split(" ");
        CliRunner.Result result = CliRunner.run(arguments);
        assertError(result, 2, reason);
    }

    @Test
    void aCompleteRunSaysSoAndPrintsItsResult() throws Exception {
        byte[] before = Files.readAllBytes(new RunFiles(run).run());
        CliRunner.Result result = CliRunner.run("train", "--resume", run);
        assertEquals(0, result.exitCode());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains("is complete, 2 epochs; nothing was changed"), result.err());
        assertTrue(result.out().contains("test     accuracy "), result.out());
        assertArrayEquals(before, Files.readAllBytes(new RunFiles(run).run()));
        assertEquals("", CliRunner.run("train", "--resume", run, "-q").err());
    }

    @Test
    void aProlongedRunPrintsTheResultOfAllItsEpochs() throws Exception {
        CliRunner.Result result = CliRunner.run("train", "--resume", run, "--set", "training.epochs=4", "-q", "--json");
        assertEquals(0, result.exitCode(), result.err());
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertEquals(4, json.get("epochs").intValue());
        assertEquals("completed", json.get("status").textValue());
        Path whole = folder.resolve("whole");
        CliRunner.run("train", "--config", config, "--out", whole, "-q", "--set", "training.epochs=4");
        RunBytes.assertSame(whole, run);
    }

    @Test
    void changedSettingsAreRefused() {
        assertError(
                CliRunner.run("train", "--resume", run, "--set", "optimizer.learningRate=1"),
                3,
                "optimizer.learningRate, found 1, expected 0.5");
    }

    @Test
    void aRunUnderWayOrADirectoryThatIsNotEmptyHasACodeOfItsOwn() {
        try (RunDirectory held = RunDirectory.open(run)) {
            assertError(CliRunner.run("train", "--resume", held.files().directory()), 7, "in use");
            assertError(CliRunner.run("train", "--config", config, "--out", run, "--force"), 7, "in use");
        }
        assertError(CliRunner.run("train", "--config", config, "--out", run), 7, "not empty");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() {
        assertError(CliRunner.run("train", "--config", config, "--out", config.resolve("run")), 3, "cannot be written");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            assertError(CliRunner.run("train", "--config", config, "--out", "/proc/self/run"), 3, "cannot be written");
        }
    }

    @Test
    void pathsAreQuotedForTheShell() {
        assertEquals("runs/3b1b-2", ShellWord.of("runs/3b1b-2"));
        assertEquals("'a b'", ShellWord.of("a b"));
        assertEquals("'it'\\''s'", ShellWord.of("it's"));
        assertEquals("''", ShellWord.of(""));
    }

    private static void assertError(CliRunner.Result result, int exitCode, String reason) {
        assertEquals(exitCode, result.exitCode(), result.err());
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains(reason), result.err());
    }
}
