package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speed itself is not tested, but that the figures of the benchmark follow from each other and from the network. */
class BenchTest {
    /**
     * Of 36-8-3, per example: each of 36 * 8 + 8 * 3 weights is multiplied and added once forwards and once for its
     * gradient, and each of the 8 * 3 of the second layer once more, to bring the error back.
     */
    private static final double OPERATIONS = 2 * (2 * (36 * 8 + 8 * 3) + 8 * 3);

    @TempDir
    private Path folder;

    @Test
    void figuresFollowFromEachOther() {
        Path config = SmallExperiment.write(folder);
        JsonNode bench = CliRunner.json(
                "bench", "--config", config, "--batch", "10", "--epochs", "3", "--warm-up", "0", "--json");
        assertEquals("[36,8,3]", bench.get("layers").toString());
        assertEquals(SmallExperiment.TRAINING_FILE, bench.get("examples").intValue());
        JsonNode result = bench.at("/results/0");
        assertEquals(10, result.get("batchSize").intValue());
        assertEquals(3, result.get("epochs").intValue());
        double median = result.get("secondsMedian").doubleValue();
        assertTrue(0 < result.get("secondsMinimum").doubleValue());
        assertTrue(result.get("secondsMinimum").doubleValue() <= median);
        double perSecond = SmallExperiment.TRAINING_FILE / median;
        assertNearly(perSecond, result.get("examplesPerSecond"));
        assertNearly(OPERATIONS * perSecond / 1e9, result.get("gigaflops"));
        double possible =
                bench.get("sgemmGigaflops").doubleValue() * bench.get("cores").intValue();
        assertNearly(OPERATIONS * perSecond / 1e9 / possible, result.get("sgemmShare"));
    }

    private static void assertNearly(double expected, JsonNode found) {
        assertEquals(expected, found.doubleValue(), 1e-9 * expected);
    }
}
