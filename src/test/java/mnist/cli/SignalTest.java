package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.experiment.RunBytes;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void requireSignals() {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there are no signals here");
    }

    /** A JVM that was started with a signal ignored, as in a background job, never hears it. */
    private static void assumeHeard(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        int number = Map.of("HUP", 1, "INT", 2, "TERM", 15).get(signal);
        if (Files.exists(status)) {
            String ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .findFirst()
                    .orElse("SigIgn: 0");
            long mask =
                    Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16);
            assumeFalse((mask >> (number - 1) & 1) != 0, "SIG" + signal + " is ignored here, as in a background job");
        }
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void theFirstSignalSavesTheRunAndTellsHowToGoOn(String signal, int exitCode) throws Exception {
        assumeHeard(signal);
        Path config = SmallTraining.write(folder);
        Path run = folder.resolve("it's a run");
        try (MnistProcess process = MnistProcess.start(
                folder, "train", "--config", config, "--out", run, "--json", "--set", "training.epochs=1000000")) {
            process.awaitErr(err -> err.contains("epoch "));
            process.signal(signal);
            assertEquals(exitCode, process.finish(), process.err());
            assertTrue(
                    process.err()
                            .endsWith(run + ": stopped and saved. Resume it with: ./mnist train --resume '"
                                    + run.toString().replace("'", "'\\''") + "'" + System.lineSeparator()),
                    process.err());
            JsonNode result = new ObjectMapper().readTree(process.out());
            assertEquals("stopped", result.get("status").textValue());
            assertTrue(result.get("test").isNull());
        }
        assertEquals(RunStatus.STOPPED, RunJson.read(new RunFiles(run).run()).status());
        int epochs = Files.readAllLines(new RunFiles(run).metrics()).size();
        assertEquals(
                0,
                CliRunner.run("train", "--resume", run, "--set", "training.epochs=" + epochs, "-q")
                        .exitCode());
        Path whole = folder.resolve("whole");
        CliRunner.run("train", "--config", config, "--out", whole, "-q", "--set", "training.epochs=" + epochs);
        RunBytes.assertSame(whole, run);
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void theSecondSignalLeavesAtOnce(String signal, int exitCode) throws Exception {
        assumeHeard(signal);
        try (MnistProcess process = program("deaf")) {
            process.awaitOut(out -> out.contains("ready"));
            process.signal(signal);
            process.awaitOut(out -> out.contains("heard"));
            process.signal(signal);
            assertEquals(exitCode, process.finish());
            assertFalse(process.out().contains("saved"), process.out());
        }
    }

    /** Without the module of {@code sun.misc.Signal}, as a JVM of another maker may be. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aJvmThatTellsNobodyOfSignalsStillLetsTheRunBeSaved(String signal, int exitCode) throws Exception {
        assumeHeard(signal);
        try (MnistProcess process = program("", "--limit-modules=java.base")) {
            process.awaitOut(out -> out.contains("ready"));
            process.signal(signal);
            assertEquals(exitCode, process.finish());
            assertTrue(process.out().contains("saved"), process.out());
        }
    }

    @Test
    void aRunThatWasToldToIgnoreTheEndOfItsTerminalDoes() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' HUP; exec \"$@\"", "sh"));
        command.addAll(MnistProcess.java());
        command.add(SignalledProgram.class.getName());
        try (MnistProcess process = MnistProcess.start(folder, command)) {
            process.awaitOut(out -> out.contains("ready"));
            process.signal("HUP");
            process.signal("TERM");
            assertEquals(143, process.finish());
        }
    }

    @Test
    void afterwardsASignalDoesWhatItDidBefore() throws Exception {
        Runnable[] undo = new Runnable[1];
        int[] heard = {0};
        undo[0] = Signals.handle("USR2", () -> heard[0]++);
        Runnable inner = Signals.handle("USR2", () -> heard[0] += 100);
        inner.run();
        new ProcessBuilder(
                        "kill", "-USR2", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
        for (int i = 0; i < 10_000 && heard[0] == 0; i++) {
            Thread.sleep(5);
        }
        undo[0].run();
        assertEquals(1, heard[0]);
    }

    private MnistProcess program(String argument, String... options) throws IOException {
        List<String> command = MnistProcess.java(options);
        command.add(SignalledProgram.class.getName());
        if (!argument.isEmpty()) {
            command.add(argument);
        }
        return MnistProcess.start(folder, command);
    }
}
