package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explanations and gradient checks of a small run, as a user asks for them. */
class ExplainCommandTest {
    @TempDir
    private static Path folder;

    private static Path config;
    private static Path run;

    @BeforeAll
    static void train() {
        config = SmallExperiment.write(folder);
        run = folder.resolve("run");
        SmallExperiment.train(config, run);
    }

    @Test
    void explanationIsOfTheExampleThatWasAskedFor() {
        JsonNode report = CliRunner.json("explain", "--checkpoint", run, "--index", "7", "--json");
        // Every twentieth label is the next class: example 7 shows a 1 and is called a 2.
        assertEquals(2, report.at("/explanation/label").intValue());
        assertEquals(1, report.at("/explanation/answer").intValue());
        JsonNode outputs = report.at("/explanation/layers/1");
        // Cross-entropy on softmax: delta = a - y.
        for (int k = 0; k < 3; k++) {
            double wish = (k == 2 ? 1 : 0) - outputs.get("activations").get(k).doubleValue();
            assertEquals(wish, outputs.get("inputWishes").get(k).doubleValue(), 1e-12);
        }
        assertEquals(36, report.at("/explanation/pixelWishes").size());
        assertEquals(8, report.at("/explanation/levers/inputs").size());
        assertEquals(4, report.at("/explanation/table/rows/0/wishes").size());
    }

    @Test
    void nearestTrainingImageOfATrainingImageIsItself() {
        JsonNode neighbours = CliRunner.json(
                        "explain",
                        "--checkpoint",
                        run,
                        "--index",
                        "5",
                        "--split",
                        "train",
                        "--neighbours",
                        "3",
                        "--json")
                .get("neighbours");
        assertEquals(3, neighbours.size());
        assertEquals(1, neighbours.get(0).get("cosine").doubleValue(), 1e-9);
        assertTrue(neighbours.get(2).get("cosine").doubleValue() > 0.9);
        // Image k shows class k mod 3; labels are right but for one in twenty.
        assertEquals(5 % 3, neighbours.get(1).get("index").intValue() % 3);
    }

    @Test
    void tablesFitEightyColumnsAndNameTheirFormulas() {
        String text = CliRunner.succeed("explain", "--checkpoint", run, "--index", "7", "--neighbours", "2");
        assertTrue(text.lines().skip(2).allMatch(line -> line.length() <= 80), text);
        for (String formula : new String[] {
            "-delta_k = -dC/dz_k",
            "-sum_j delta_j w_ji",
            "-delta a_i",
            "-delta w_i",
            "-sum_j delta^1_j w^1_ji",
            "-dC_x/dw",
            "eta |grad C|^2",
            "phi(x)^T phi(x')"
        }) {
            assertTrue(text.contains(formula), formula);
        }
    }

    @Test
    void gradientOfAShippedNetworkPassesAndOfADeadOneCannot() throws IOException {
        JsonNode report = CliRunner.json("gradcheck", "--config", config, "--samples", "20", "--json");
        assertTrue(report.at("/check/passed").booleanValue(), report.toString());
        assertEquals(4, report.at("/check/layers").size());
        assertEquals(20, report.at("/check/layers/0/checked").intValue());
        String text = CliRunner.succeed("gradcheck", "--config", config, "--checkpoint", run, "--samples", "5");
        assertTrue(text.lines().allMatch(line -> line.length() <= 80 || line.startsWith("parameters")), text);
        CliRunner.Result dead = CliRunner.run(
                "gradcheck",
                "--config",
                config,
                "--set",
                "network.hidden=relu",
                "--set",
                "network.initializer=zero",
                "--samples",
                "5");
        assertEquals(ExitCode.CHECK_FAILED, dead.exitCode());
        assertTrue(dead.out().contains("FAILED"), dead.out());
        assertEquals(1, dead.err().lines().count(), dead.err());
        Path other = Files.writeString(
                folder.resolve("other.json"), Files.readString(config).replaceAll("36, *8, *3", "36, 4, 3"));
        CliRunner.Result unfit = CliRunner.run("gradcheck", "--config", other, "--checkpoint", run);
        assertEquals(ExitCode.BAD_DATA, unfit.exitCode());
    }
}
