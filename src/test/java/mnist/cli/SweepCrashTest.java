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
    /** A sample; {@code .ci/run} asks for more. */
    private static final int KILLS = Math.max(2, Integer.getInteger("mnist.kills", 6) / 6);

    private static final long SEED = 20240609;

    @TempDir
    private Path folder;

    /** What the sweep took from its announcement to its end, on this machine as busy as it is, for each of its trials. */
    private long trialMillis;

    private Path spec;
    private Path whole;
    private Path broken;

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
        try (MnistProcess process = MnistProcess.start(folder, "sweep", "--spec", spec, "--out", whole)) {
            process.awaitErr(err -> trials(err) > 0);
            long start = System.nanoTime();
            assertEquals(0, process.finish(), process.err());
            trialMillis = (System.nanoTime() - start) / 1_000_000 / trials(process.err()) + 1;
        }
    }

    @Test
    void aSweepKilledAgainAndAgainEndsWithTheSameResults() throws Exception {
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            // Some kills come while it starts, the others in the middle of a round.
            int trials = random.nextInt(3);
            try (MnistProcess process = goOn()) {
                if (!process.reachesErr(err -> trials(err) >= trials) || endsBeforeNext(process, random)) {
                    assertEquals(0, process.finish(), process.err());
                }
                process.kill();
            }
        }
        try (MnistProcess process = goOn()) {
            assertEquals(0, process.finish(), process.err());
        }
        SweepBytes.assertSame(whole, broken);
    }

    @Test
    void aSignalSavesTheSweepAndTellsHowToGoOn() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there are no signals here");
        try (MnistProcess process = goOn()) {
            process.awaitErr(err -> trials(err) > 2);
            process.signal("TERM");
            assertEquals(143, process.finish(), process.err());
            String advice = "Resume with: ./mnist sweep --resume " + broken;
            assertTrue(process.err().stripTrailing().endsWith(advice), process.err());
            assertTrue(process.err().contains(broken + ": not finished, "), process.err());
        }
        try (MnistProcess process = goOn()) {
            assertEquals(0, process.finish(), process.err());
        }
        SweepBytes.assertSame(whole, broken);
    }

    private boolean endsBeforeNext(MnistProcess process, Random random) throws InterruptedException {
        return process.endsWithin((long) (random.nextDouble() * trialMillis));
    }

    private static long trials(String err) {
        return err.lines().filter(line -> line.contains("trial")).count();
    }

    /** Goes on; or begins again, where the end came before there was anything to go on from. */
    private MnistProcess goOn() throws IOException {
        return Files.exists(broken.resolve("spec.json"))
                ? MnistProcess.start(folder, "sweep", "--resume", broken)
                : MnistProcess.start(folder, "sweep", "--spec", spec, "--out", broken);
    }
}
