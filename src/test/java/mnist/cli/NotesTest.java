package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What results say of themselves where that matters, and that they are silent where it does not. */
class NotesTest {
    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void writeExperiment() {
        config = SmallExperiment.write(folder);
    }

    private String train(Path out, String... set) {
        Object[] arguments = new Object[6 + 2 * set.length];
        System.arraycopy(new Object[] {"train", "--config", config, "--out", out, "-q"}, 0, arguments, 0, 6);
        for (int i = 0; i < set.length; i++) {
            arguments[6 + 2 * i] = "--set";
            arguments[7 + 2 * i] = set[i];
        }
        return CliRunner.succeed(arguments);
    }

    @Test
    void aNetworkThatStayedAtChanceIsCalledThat() {
        Path run = folder.resolve("blind");
        String summary = train(run, "network.initializer=zero", "optimizer.learningRate=1e-9");
        assertTrue(summary.contains("note     the network stayed at chance: "), summary);
        assertTrue(summary.contains("among 3 classes"), summary);
        String table = CliRunner.succeed("eval", "--checkpoint", run);
        assertTrue(table.contains("note        no better than always giving the most frequent class"), table);
        assertTrue(table.contains("right on 33.33 %"), table);
    }

    @Test
    void aNetworkThatLearntHasNoNotes() {
        Path run = folder.resolve("good");
        assertFalse(train(run).contains("note"));
        assertFalse(CliRunner.succeed("eval", "--checkpoint", run).contains("note"));
    }

    @Test
    void aBatchLargerThanTheDataIsNotedUnlessItIsFull() {
        CliRunner.Result large = CliRunner.run(
                "train", "--config", config, "--out", folder.resolve("a"), "--set", "training.batchSize=241");
        assertEquals(
                "note: training.batchSize is 241, more than the 240 training examples: each epoch is a single step",
                large.err().lines().toList().get(2));
        for (String size : List.of("240", "full")) {
            CliRunner.Result whole = CliRunner.run(
                    "train", "--config", config, "--out", folder.resolve(size), "--set", "training.batchSize=" + size);
            assertFalse(whole.err().contains("note"), whole.err());
        }
    }

    @Test
    void aDivergenceNamesTheSettingMostLikelyToBlame() {
        assertEquals("optimizer.learningRate 50 is most likely to blame; try 1", Notes.ofDivergence(read("50", "he")));
        assertEquals(
                "optimizer.learningRate 0.5 is most likely to blame; try 0.05", Notes.ofDivergence(read("0.5", "he")));
        assertTrue(Notes.ofDivergence(read("0.5", "standard-normal")).startsWith("network.initializer "));
    }

    private Config read(String rate, String initializer) {
        return ConfigReader.read(
                config,
                List.of("network.hidden=relu", "optimizer.learningRate=" + rate, "network.initializer=" + initializer));
    }

    @Test
    void aWinnerAtTheEdgeOfWhatWasTriedAndDivergedTrialsAreNoted() throws IOException {
        String edge = sweep("[0.0001, 0.001, 2]", "tanh", "softmax", "cross-entropy");
        assertTrue(edge.contains("note    the best optimizer.learningRate, 2, is the largest that was tried"), edge);
        assertFalse(edge.contains("diverged:"), edge);
        String diverged = sweep("[0.0001, 0.01, 100000, 1000000]", "relu", "identity", "squared-error");
        assertTrue(
                diverged.contains("note    2 trials diverged: those with optimizer.learningRate from 100000 on;"
                        + " no other went above 0.01"),
                diverged);
    }

    private String sweep(String rates, String hidden, String output, String cost) throws IOException {
        Path spec = folder.resolve(hidden + ".json");
        Files.writeString(spec, """
                {"base": %s, "search": {"type": "grid"},
                 "parameters": {"optimizer.learningRate": {"choice": %s}, "network.hidden": {"choice": ["%s"]},
                                "network.output": {"choice": ["%s"]}, "cost": {"choice": ["%s"]}}}""".formatted(Json.compact(config.toString()), rates, hidden, output, cost));
        return CliRunner.run("sweep", "--spec", spec, "--out", folder.resolve(hidden), "-q")
                .out();
    }
}
