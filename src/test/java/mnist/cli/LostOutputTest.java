package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mnist.experiment.RunBytes;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program where what it writes does not arrive: a reader that left, a full disk. */
class LostOutputTest {
    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    private Path folder;

    @BeforeEach
    void requireAShell() {
        assumeTrue(Files.isExecutable(BASH), "there is no bash here");
    }

    @Test
    void aReaderThatHadEnoughIsNoError() throws Exception {
        try (MnistProcess process = shell("\"$@\" | true; exit ${PIPESTATUS[0]}", "config", "schema")) {
            assertEquals(0, process.finish());
            assertEquals("", process.err());
        }
    }

    @Test
    void resultsThatAreLostAreAnErrorInOneLine() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "there is no /dev/full here");
        try (MnistProcess process = shell("\"$@\" > /dev/full", "config", "schema")) {
            assertEquals(3, process.finish());
            assertEquals(1, process.err().lines().count(), process.err());
            assertTrue(process.err().startsWith("stdout: cannot be written, no space left"), process.err());
        }
    }

    /**
     * The system's limit on the size of a file stands for a full disk: writes fail in the middle. There is room for what JNA
     * unpacks at each start, 150 kB, and none for a checkpoint of 400 kB.
     */
    @Test
    void aFullDiskStopsTheRunWithItsLastCheckpointWhole() throws Exception {
        Path config = SmallTraining.write(folder);
        Path run = folder.resolve("run");
        List<Object> begin = List.of("train", "--config", config, "-q", "--set", "network.layers=[16,5000,3]", "--out");
        assertEquals(0, train(begin, run, "--set", "training.epochs=1"));
        byte[] last = Files.readAllBytes(new RunFiles(run).last());
        try (MnistProcess process = shell(
                "ulimit -f 250 && exec \"$@\"",
                "train",
                "--resume",
                run.toString(),
                "-q",
                "--set",
                "training.epochs=2")) {
            assertEquals(3, process.finish(), process.err());
            assertEquals(1, process.err().lines().count(), process.err());
            assertTrue(process.err().contains(".safetensors: cannot be written, file too large."), process.err());
        }
        assertArrayEquals(last, Files.readAllBytes(new RunFiles(run).last()));
        assertEquals(RunStatus.FAILED, RunJson.read(new RunFiles(run).run()).status());
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(5, files.count(), "no temporary file and no lock is left");
        }
        assertEquals(0, CliRunner.run("train", "--resume", run, "-q").exitCode());
        Path whole = folder.resolve("whole");
        assertEquals(0, train(begin, whole, "--set", "training.epochs=2"));
        RunBytes.assertSame(whole, run);
    }

    @Test
    void aFullDiskStopsASweepWithOneProblemAndOneAdvice() throws Exception {
        SmallTraining.write(folder);
        Path spec = Files.writeString(folder.resolve("sweep.json"), """
                {"base": "small.json", "search": {"type": "grid"},
                 "parameters": {"network.layers": {"choice": [[16, 5000, 3]]}}}""");
        Path sweep = folder.resolve("sweep");
        try (MnistProcess process =
                shell("ulimit -f 250 && exec \"$@\"", "sweep", spec.toString(), "--out", sweep.toString(), "-q")) {
            assertEquals(3, process.finish(), process.err());
            String expected = sweep + "/trials/\\w+/best\\.safetensors: cannot be written, file too large. "
                    + "Free some space; what was there before is unchanged. The sweep was stopped; resume it with"
                    + " --resume " + sweep + ": what is done is kept, and no trial counts as failed.";
            assertTrue(process.err().strip().matches(expected), process.err());
        }
    }

    private static int train(List<Object> begin, Object... more) {
        List<Object> arguments = new ArrayList<>(begin);
        arguments.addAll(Arrays.asList(more));
        return CliRunner.run(arguments.toArray()).exitCode();
    }

    /** Runs a line of shell in which {@code "$@"} is the program with the given arguments. */
    private MnistProcess shell(String line, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(BASH.toString(), "-c", line, "bash"));
        command.addAll(MnistProcess.java());
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return MnistProcess.start(folder, command);
    }
}
