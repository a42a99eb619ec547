package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole run gives the figures of another program: start values, orders, steps, costs and accuracies are those that
 * {@code golden_run.py} in the test resources works out in float64, without anything of ours.
 */
class GoldenRunTest {
    /** Float32 sums in another order differ by about 1e-6 here; a wrong formula by far more. */
    private static final double TOLERANCE = 2e-5;

    @TempDir
    private static Path folder;

    private static Path config;
    private static Path run;
    private static JsonNode trained;

    @BeforeAll
    static void trainOnce() {
        config = SmallExperiment.write(folder);
        run = folder.resolve("run");
        trained = SmallExperiment.train(config, run);
    }

    @Test
    void metricsOfEachEpochAreThoseOfThePlainProgram() throws IOException {
        double[][] golden = {
            {1, 2, 0.426046, 0.875, 0.225699, 0.95},
            {2, 2, 0.243603, 0.95, 0.226587, 0.95},
            {3, 2, 0.247897, 0.95, 0.212121, 0.95}
        };
        List<String> rows = Files.readAllLines(run.resolve("metrics.csv"));
        for (int epoch = 1; epoch <= golden.length; epoch++) {
            String[] cells = rows.get(epoch).split(",");
            for (int column = 0; column < golden[0].length; column++) {
                assertEquals(golden[epoch - 1][column], Double.parseDouble(cells[column]), TOLERANCE, rows.get(epoch));
            }
        }
    }

    @Test
    void initialNetworkGivesEverythingOneClass() {
        Path start = folder.resolve("start");
        SmallExperiment.train(config, start, "--set", "training.epochs=0");
        JsonNode evaluated = evaluate(start);
        assertEquals(1.0444836936883897, evaluated.get("cost").doubleValue(), TOLERANCE);
        assertEquals("[[0,0,40],[0,0,40],[0,0,40]]", evaluated.get("confusion").toString());
    }

    /** All three epochs are right on 57 of the 60 validation examples; the first of equals is the best. */
    @Test
    void testFiguresAreThoseOfTheBestEpoch() {
        assertEquals(1, trained.at("/best/epoch").intValue());
        assertEquals(0.95, trained.at("/best/validationAccuracy").doubleValue());
        assertEquals(0.22358175749007328, trained.at("/test/cost").doubleValue(), TOLERANCE);
    }

    @Test
    void rowsOfTheConfusionMatrixAreTrueClassesAndScoresFollowFromIt() {
        JsonNode evaluated = evaluate(run.resolve("last.safetensors"));
        assertEquals(0.20987254651670492, evaluated.get("cost").doubleValue(), TOLERANCE);
        assertEquals("[[38,0,2],[2,38,0],[0,2,38]]", evaluated.get("confusion").toString());
        // Each class: 38 of 40 found, and 38 of the 40 that were given it.
        for (JsonNode score : evaluated.get("perClass")) {
            Stream.of("precision", "recall", "f1")
                    .forEach(key -> assertEquals(0.95, score.get(key).doubleValue(), 1e-12, key));
        }
    }

    private static JsonNode evaluate(Path checkpoint) {
        return CliRunner.json("eval", "--json", "--checkpoint", checkpoint);
    }
}
