package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mnist.config.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: what ND4J, its logging and the JVM might print would show here. */
class ProcessTest {
    @TempDir
    private Path folder;

    @Test
    void trainAndEvalPrintNothingButTheirResult() throws IOException, InterruptedException {
        Path config = SmallExperiment.write(folder);
        String run = folder.resolve("run").toString();
        CliRunner.Result trained = start("train", "--config", config.toString(), "--out", run, "--json", "-q");
        assertEquals("", trained.err());
        assertEquals(ExitCode.DONE, trained.exitCode());
        assertEquals(3, Json.parseStrict(trained.out()).get("epochs").intValue());

        CliRunner.Result evaluated = start("eval", "--checkpoint", run, "--json", "--min-accuracy", "0.999999");
        assertEquals(ExitCode.CHECK_FAILED, evaluated.exitCode());
        assertEquals(114, Json.parseStrict(evaluated.out()).get("correct").intValue());
        assertEquals(1, evaluated.err().lines().count(), evaluated.err());
        assertTrue(evaluated.err().contains("found 0.95, expected at least 0.999999"), evaluated.err());
    }

    @Test
    void aNetworkThatDoesNotFitTheMemoryIsNoBug() throws Exception {
        Path config = SmallTraining.write(folder);
        Object[] arguments = {
            "train", "--config", config, "--set", "network.layers=[16,1000000,3]", "-q", "--out", folder.resolve("big")
        };
        try (MnistProcess process = MnistProcess.start(folder, arguments)) {
            assertEquals(ExitCode.WRONG_USE, process.finish(), process.err());
            assertEquals(1, process.err().lines().count(), process.err());
            assertTrue(process.err().startsWith("memory: is full ("), process.err());
            assertTrue(process.err().contains("MNIST_JAVA_OPTS=-Xmx"), process.err());
        }
    }

    private CliRunner.Result start(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the process does not end");
        }
        return new CliRunner.Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
