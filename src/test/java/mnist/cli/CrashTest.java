package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import mnist.experiment.RunBytes;
import mnist.storage.CheckpointFile;
import mnist.storage.RunFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real training (SIGKILL) again and again, at its start and in the middle of whatever it does. */
@Tag("crash")
class CrashTest {
    /** A sample; {@code .ci/run} asks for more. */
    private static final int KILLS = Integer.getInteger("mnist.kills", 4);

    private static final long SEED = 20240607;
    private static final int EPOCHS = 200;

    @TempDir
    private Path folder;

    private Path config;
    private Path whole;

    /** What the last start took that was not killed before its end, on this machine as busy as it is. */
    private long startMillis;

    /** What an epoch took, with what it writes, in the training that was not interrupted. */
    private double epochMillis;

    @BeforeEach
    void trainWithoutAnyInterruption() throws Exception {
        config = SmallTraining.write(folder);
        whole = folder.resolve("whole");
        long start = System.nanoTime();
        try (MnistProcess process = begin(whole, false)) {
            process.awaitErr(CrashTest::isAnnounced);
            startMillis = (System.nanoTime() - start) / 1_000_000;
            long begun = System.nanoTime();
            assertEquals(0, process.finish(), process.err());
            epochMillis = (System.nanoTime() - begun) / 1e6 / EPOCHS;
        }
    }

    @Test
    void aTrainingKilledAgainAndAgainEndsWithTheSameBytes() throws Exception {
        Random random = new Random(SEED);
        int run = 1;
        int announced = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path directory = folder.resolve("run-" + run);
            try (MnistProcess process = goOn(directory)) {
                // Every other kill comes at any time of the start, the others in the training, wherever that has got
                // to.
                if (kill % 2 == 0 ? endsAtStart(process, random) : endsInTraining(process, random)) {
                    assertEquals(0, process.finish(), process.err());
                    RunBytes.assertSame(whole, directory);
                    run++;
                } else {
                    process.kill();
                    announced += isAnnounced(process.err()) ? 1 : 0;
                    assertCheckpoints(directory, isAnnounced(process.err()));
                }
            }
        }
        assertTrue(announced > 0, "no kill was late enough");
        Path directory = folder.resolve("run-" + run);
        try (MnistProcess process = goOn(directory)) {
            assertEquals(0, process.finish(), process.err());
        }
        RunBytes.assertSame(whole, directory);
        try (var files = Files.list(directory)) {
            assertEquals(5, files.count(), "no temporary file and no lock is left");
        }
    }

    private boolean endsAtStart(MnistProcess process, Random random) throws InterruptedException {
        return process.endsWithin((long) (random.nextDouble() * startMillis));
    }

    private boolean endsInTraining(MnistProcess process, Random random) throws InterruptedException {
        long start = System.nanoTime();
        boolean begun = process.reachesErr(CrashTest::isAnnounced);
        startMillis = (System.nanoTime() - start) / 1_000_000;
        int epochs = random.nextInt(EPOCHS / 8);
        return !begun
                || !process.reachesErr(err -> err.lines().count() > epochs)
                || process.endsWithin((long) (2 * random.nextDouble() * epochMillis) + 1);
    }

    /** Goes on; or begins again, where the kill came before there was anything to go on from. */
    private MnistProcess goOn(Path directory) throws Exception {
        return Files.exists(new RunFiles(directory).last())
                ? MnistProcess.start(folder, "train", "--resume", directory)
                : begin(directory, true);
    }

    private MnistProcess begin(Path directory, boolean force) throws Exception {
        return MnistProcess.start(
                folder,
                "train",
                "--config",
                config,
                "--out",
                directory,
                "--set",
                "training.epochs=" + EPOCHS,
                "--set",
                "training.checkpointSeconds=0.001",
                force ? "--force" : "--json");
    }

    private static boolean isAnnounced(String err) {
        return err.startsWith("run ");
    }

    private static void assertCheckpoints(Path directory, boolean announced) {
        RunFiles files = new RunFiles(directory);
        if (announced || Files.exists(files.last())) {
            int last = CheckpointFile.read(files.last()).state().epoch();
            int best = CheckpointFile.read(files.best()).state().epoch();
            assertTrue(best <= last + 1, () -> "best of epoch " + best + ", last of epoch " + last);
        }
    }
}
