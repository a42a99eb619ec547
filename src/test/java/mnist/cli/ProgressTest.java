package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import mnist.config.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training shows while it goes on. */
class ProgressTest {
    private static final String ERASE_LINE = "\r\u001b[K";

    @TempDir
    private Path folder;

    private Path config;
    private Path run;

    @BeforeEach
    void writeExperiment() {
        config = SmallExperiment.write(folder);
        run = folder.resolve("run");
    }

    @Test
    void aPipeGetsALineForTheRunAndOneForEachEpoch() {
        CliRunner.Result result = CliRunner.run("train", "--config", config, "--out", run, "--json");
        List<String> lines = result.err().lines().toList();
        assertEquals(4, lines.size(), result.err());
        assertEquals("run " + run + ": 323 parameters, 240 examples, 60 for validation", lines.get(0));
        for (int epoch = 1; epoch <= 3; epoch++) {
            String expected = "epoch " + epoch + "/3  cost \\d+\\.\\d{4}  accuracy \\d+\\.\\d\\d %"
                    + "  validation \\d+\\.\\d\\d %[ *]{1,2} +\\d+\\.\\d\\d s";
            assertTrue(lines.get(epoch).matches(expected), lines.get(epoch));
        }
        assertFalse(result.err().contains("\r") || result.err().contains("\u001b"), result.err());
        Json.parseStrict(result.out());
    }

    @Test
    void aTerminalGetsOneLineThatIsDrawnAgainAndEnds() {
        CliRunner.Result result = CliRunner.runInTerminal("train", "--config", config, "--out", run);
        String err = result.err();
        assertTrue(err.startsWith(ERASE_LINE), err);
        assertTrue(err.endsWith(System.lineSeparator()), err);
        assertEquals(1, err.chars().filter(c -> c == '\n').count(), err);
        List<String> drawn = List.of(err.strip().split(Pattern.quote(ERASE_LINE)));
        assertTrue(drawn.get(drawn.size() - 1).startsWith("epoch 3/3  cost "), err);
    }

    @Test
    void quietTrainingSaysNothingInATerminalEither() {
        CliRunner.Result result = CliRunner.runInTerminal("train", "--config", config, "--out", run, "-q", "--json");
        assertEquals("", result.err());
        Json.parseStrict(result.out());
    }

    @Test
    void theErrorThatEndsATrainingHasALineOfItsOwn() {
        CliRunner.Result result = CliRunner.runInTerminal(
                "train",
                "--config",
                config,
                "--out",
                run,
                "--set",
                "network.hidden=relu",
                "--set",
                "network.output=identity",
                "--set",
                "cost=squared-error",
                "--set",
                "optimizer.learningRate=1e6");
        assertEquals(ExitCode.DIVERGED, result.exitCode());
        assertTrue(result.err().startsWith(ERASE_LINE + "training: "), result.err());
        assertEquals("", result.out());
    }
}
