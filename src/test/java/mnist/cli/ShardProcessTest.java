package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.sweep.SweepBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shares of a sweep in processes of their own, as a cluster starts them. */
class ShardProcessTest {
    @TempDir
    private Path folder;

    private Path spec;
    private Path shared;

    @BeforeEach
    void writeSpec() throws IOException {
        Path base = SmallTraining.write(folder);
        Files.writeString(base, Files.readString(base).replace("\"epochs\": 2", "\"epochs\": 200"));
        spec = Files.writeString(
                folder.resolve("spec.json"), """
                { "base": "%s", "search": { "type": "random", "trials": 8 },
                  "parameters": { "optimizer.learningRate": { "logUniform": [0.01, 5] } } }
                """.formatted(base.toString().replace("\\", "\\\\")));
        shared = folder.resolve("shared");
    }

    @Test
    void sharesAtOnceOfWhichOneIsKilledAndRepeatedCollectToTheSameResults() throws Exception {
        Path whole = folder.resolve("whole");
        CliRunner.succeed("sweep", "--spec", spec, "--out", whole, "-q");
        try (MnistProcess first = start("1/2");
                MnistProcess second = start("2/2")) {
            second.reachesErr(err -> err.lines().count() > 1);
            second.kill();
            assertEquals(0, first.finish(), first.err());
        }
        try (MnistProcess again = start("2/2")) {
            assertEquals(0, again.finish(), again.err());
        }
        CliRunner.Result collected = CliRunner.run("sweep", "--collect", shared);
        assertEquals(ExitCode.DONE, collected.exitCode(), collected.err());
        SweepBytes.assertSame(whole, shared);
    }

    @Test
    void aCollectionWithoutAShareNamesWhatIsMissing() {
        CliRunner.Result share =
                CliRunner.run("sweep", "--spec", spec, "--shard", "1/2", "--out", shared, "--json", "-q");
        assertEquals(ExitCode.DONE, share.exitCode(), share.err());
        CliRunner.Result collected = CliRunner.run("sweep", "--collect", shared, "--out", folder.resolve("out"));
        assertEquals(ExitCode.FAILED_TRIALS, collected.exitCode());
        assertTrue(collected.err().contains("not complete, 4 of 8 trials missing: "), collected.err());
        for (String wrong : List.of("0/2", "3/2", "1", "a/b", "1/2/3")) {
            CliRunner.Result refused = CliRunner.run("sweep", "--spec", spec, "--shard", wrong, "--out", shared);
            assertEquals(ExitCode.WRONG_USE, refused.exitCode(), wrong);
            assertTrue(refused.err().contains("expected I/N"), refused.err());
        }
    }

    private MnistProcess start(String share) throws IOException {
        Path own = Files.createDirectories(folder.resolve(share.replace('/', '-')));
        return MnistProcess.start(own, "sweep", "--spec", spec, "--shard", share, "--out", shared);
    }
}
