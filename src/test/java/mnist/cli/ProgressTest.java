package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import mnist.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training shows while it runs. */
class ProgressTest {
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
    void aPipeGetsTheRunAndALineForEachEpoch() {
        CliRunner.Result result = CliRunner.run("train", "--config", config, "--out", run, "--json");
        List<String> lines = result.err().lines().toList();
        assertEquals(5, lines.size(), result.err());
        assertHead(lines);
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertEpoch(epoch, 3, lines.get(epoch + 1));
        }
        assertFalse(result.err().contains("\r") || result.err().contains("\u001b"), result.err());
        Json.parseStrict(result.out());
    }

    private void assertHead(List<String> lines) {
        assertEquals("run " + run, lines.get(0));
        assertEquals("323 parameters, 240 examples, 60 for validation", lines.get(1));
    }

    private static void assertEpoch(int epoch, int epochs, String line) {
        String expected = "epoch +" + epoch + "/" + epochs + "  cost \\d+\\.\\d{4}  accuracy \\d+\\.\\d\\d %"
                + "  validation \\d+\\.\\d\\d %[ *]{1,2} +\\d+\\.\\d\\d s";
        assertTrue(line.matches(expected), line);
    }

    @Test
    void aTerminalKeepsALineOfEachEpochAndLosesTheLiveOne() {
        IntSupplier columns = () -> run.toString().length() + 80;
        CliRunner.Result result = CliRunner.runInTerminal(columns, "train", "--config", config, "--out", run);
        assertTrue(result.err().contains("epoch 1/3 [-"), result.err());
        List<String> rows = new Screen(columns.getAsInt()).write(result.err()).rows();
        assertEquals(6, rows.size(), result.err());
        assertHead(rows);
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertEpoch(epoch, 3, rows.get(epoch + 1));
        }
        assertEquals("", rows.get(5));
    }

    @Test
    void pastFortyEpochsATerminalGetsNewBestsAndEveryTenthEpoch() {
        CliRunner.Result result =
                CliRunner.runInTerminal("train", "--config", config, "--out", run, "--set", "training.epochs=75");
        Screen screen = new Screen(80).write(result.err());
        assertTrue(screen.widest() < 80, result.err());
        List<String> rows = screen.rows();
        for (int epoch = 1; epoch <= 40; epoch++) {
            assertEpoch(epoch, 75, rows.get(epoch + 1));
        }
        List<String> late = rows.subList(42, rows.size() - 1);
        List<Integer> kept = new ArrayList<>();
        for (String line : late) {
            int epoch = Integer.parseInt(line.substring("epoch ".length(), line.indexOf('/')));
            assertTrue(line.contains("%") && (line.contains(" * ") || epoch % 10 == 0 || epoch == 75), line);
            kept.add(epoch);
        }
        assertTrue(kept.containsAll(List.of(50, 60, 70, 75)), late.toString());
        assertTrue(kept.size() < 20, late.toString());
    }

    @Test
    void theFirstMinibatchesTellNoAccuracy() {
        CliRunner.Result result = CliRunner.runInTerminal("train", "--config", config, "--out", run);
        String first = result.err().split("\\[-")[1].split("\r")[0];
        assertFalse(first.contains("accuracy"), first);
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
        List<String> rows = new Screen(400).write(result.err()).rows();
        assertEquals(4, rows.size() - 1, result.err());
        assertEquals("note: optimizer.learningRate 1000000 is most likely to blame; try 1", rows.get(2));
        assertTrue(rows.get(3).startsWith("training: "), result.err());
        assertEquals("", result.out());
    }
}
