package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import mnist.sweep.SweepBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends a real sweep from outside, and goes on with it. */
@Tag("crash")
class SweepCrashTest {
    private static final int KILLS = 8;
    private static final long SEED = 20240609;

    @TempDir
    private Path folder;

    private Path spec;
    private Path whole;
    private Path broken;
    private long millis;

    @BeforeEach
    void sweepWithoutAnyInterruption() throws Exception {
        Path base = SmallTraining.write(folder);
        Files.writeString(
                base, Files.readString(base).replace("\"epochs\": 2", "\"epochs\": 1000, \"checkpointSeconds\": 0.01"));
        spec = Files.writeString(
                folder.resolve("spec.json"), """
                { "base": "%s",
                  "search": { "type": "halving", "trials": 6, "factor": 2, "minEpochs": 250 },
                  "parameters": { "optimizer.learningRate": { "logUniform": [0.01, 5] } } }
                """.formatted(base.toString().replace("\\", "\\\\")));
        whole = folder.resolve("whole");
        broken = folder.resolve("broken");
        long start = System.nanoTime();
        try (MnistProcess process = MnistProcess.start(folder, "sweep", "--spec", spec, "--out", whole)) {
            assertEquals(0, process.finish(), process.err());
        }
        millis = (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void aSweepKilledAgainAndAgainEndsWithTheSameResults() throws Exception {
        Random random = new Random(SEED);
        int kills = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (MnistProcess process = goOn()) {
                if (!process.endsWithin((long) (random.nextDouble() * millis))) {
                    process.kill();
                    kills++;
                }
            }
        }
        assertTrue(kills > KILLS / 2, "only " + kills + " kills came before the end");
        try (MnistProcess process = goOn()) {
            assertEquals(0, process.finish(), process.err());
        }
        SweepBytes.assertSame(whole, broken);
    }

    @Test
    void aSignalSavesTheSweepAndTellsHowToGoOn() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there are no signals here");
        try (MnistProcess process = goOn()) {
            process.awaitErr(
                    err -> err.lines().filter(line -> line.contains("trial")).count() > 2);
            process.signal("TERM");
            assertEquals(143, process.finish(), process.err());
            String advice = "Go on with: ./mnist sweep --resume " + broken;
            assertTrue(process.err().stripTrailing().endsWith(advice), process.err());
            assertTrue(process.err().contains(broken + ": not finished, "), process.err());
        }
        try (MnistProcess process = goOn()) {
            assertEquals(0, process.finish(), process.err());
        }
        SweepBytes.assertSame(whole, broken);
    }

    /** Goes on; or begins again, where the end came before there was anything to go on from. */
    private MnistProcess goOn() throws IOException {
        return Files.exists(broken.resolve("spec.json"))
                ? MnistProcess.start(folder, "sweep", "--resume", broken)
                : MnistProcess.start(folder, "sweep", "--spec", spec, "--out", broken);
    }
}
