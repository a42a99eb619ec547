package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import mnist.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data file that is there plain and packed: it is said which is read, if it matters. */
class TwiceTheDataTest {
    @TempDir
    private Path folder;

    @Test
    void equalContentIsNoWarning() throws IOException {
        Path config = SmallExperiment.write(folder);
        pack(Split.TRAIN.imageFile(), 0);
        assertEquals("", CliRunner.run("data", "verify", folder.resolve("data")).err());
        assertEquals(
                "",
                CliRunner.run("train", "-q", "--config", config, "--out", folder.resolve("run"))
                        .err());
    }

    @Test
    void otherContentIsAWarningOfTrainEvalAndVerify() throws IOException {
        Path config = SmallExperiment.write(folder);
        Path run = folder.resolve("run");
        pack(Split.TEST.labelFile(), 1);
        Path read = folder.resolve("data").resolve(Split.TEST.labelFile());
        String warning = ("warning: %s: is read, but %s.gz beside it holds other data. Remove the " + "wrong one.%n")
                .formatted(read, read.getFileName());
        assertEquals(
                warning,
                CliRunner.run("train", "-q", "--config", config, "--out", run).err());
        assertEquals(warning, CliRunner.run("eval", "--checkpoint", run).err());
        assertEquals(
                "",
                CliRunner.run("eval", "--checkpoint", run, "--split", "train").err());
        assertEquals(
                warning, CliRunner.run("data", "verify", folder.resolve("data")).err());
    }

    @Test
    void damagedPackedFileBesideAGoodOneIsAWarning() throws IOException {
        SmallExperiment.write(folder);
        Path images = folder.resolve("data").resolve(Split.TRAIN.imageFile() + ".gz");
        Files.write(images, new byte[] {0x1f, (byte) 0x8b, 8, 0});
        CliRunner.Result result = CliRunner.run("data", "verify", folder.resolve("data"));
        assertTrue(result.err().startsWith("warning: "), result.err());
        assertEquals(ExitCode.DONE, result.exitCode());
    }

    /** Packs a file of the data, and changes its last byte by so much. */
    private void pack(String name, int change) throws IOException {
        Path plain = folder.resolve("data").resolve(name);
        byte[] bytes = Files.readAllBytes(plain);
        bytes[bytes.length - 1] += (byte) change;
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(plain.resolveSibling(name + ".gz")))) {
            out.write(bytes);
        }
    }
}
