package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mnist.cli.ContractLines.Line;
import mnist.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;

/** What every command promises to scripts: exit code, stdout and stderr, for success, for a user's mistake and for a bug. */
class CommandContractTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void trainOnce() throws IOException {
        SmallExperiment.write(folder);
        Files.writeString(folder.resolve("four-problems.json"), "{\"colour\": 1, \"cost\": \"cheap\"}");
        Files.createDirectories(folder.resolve("empty"));
        BufferedImage six = new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 6; x++) {
            six.getRaster().setSample(x, 2, 0, 200);
            six.getRaster().setSample(x, 3, 0, 200);
        }
        ImageIO.write(six, "png", folder.resolve("six.png").toFile());
        String narrow = Files.readString(folder.resolve("small.json")).replaceAll("36, *8, *3", "36, 4, 3");
        Files.writeString(folder.resolve("narrow.json"), narrow);
        SweepCommandTest.writeSpec(folder);
        byte[] cut = Arrays.copyOf(SmallExperiment.builder(9).imageFile(), 100);
        Path broken = SmallExperiment.data(folder.resolve("broken"));
        Files.write(broken.resolve("t10k-images-idx3-ubyte"), cut);
        Line line = new Line("train --config @/small.json --out @/run -q", false);
        assertEquals(ExitCode.DONE, CliRunner.run(line.words(folder, "")).exitCode());
        byte[] checkpoint = Files.readAllBytes(folder.resolve("run/best.safetensors"));
        checkpoint[checkpoint.length - 1] ^= 1;
        Files.write(folder.resolve("bent.safetensors"), checkpoint);
    }

    @ParameterizedTest
    @MethodSource("mnist.cli.ContractLines#successes")
    void successPrintsOnlyToStdout(Line line) {
        for (boolean terminal : new boolean[] {false, true}) {
            CliRunner.Result result = run(line, terminal);
            assertEquals("", result.err());
            assertEquals(ExitCode.DONE, result.exitCode());
            assertTrue(result.out().endsWith("\n"), result.out());
            assertFalse(result.out().contains("NaN"), result.out());
            if (line.json()) {
                Json.parseStrict(result.out());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mnist.cli.ContractLines#mistakes")
    void mistakeIsToldInALineOnStderr(int exitCode, Line line, String words) {
        for (boolean terminal : new boolean[] {false, true}) {
            CliRunner.Result result = run(line, terminal);
            assertEquals(exitCode, result.exitCode(), result.err());
            assertEquals("", result.out());
            assertTrue(result.err().contains(words), result.err());
            int problems = line.text().contains("four-problems") ? 4 : 1;
            assertEquals(problems, result.err().lines().count(), result.err());
            assertTrue(result.err().endsWith(System.lineSeparator()), result.err());
        }
    }

    @ParameterizedTest
    @MethodSource("mnist.cli.ContractLines#mistakes")
    void stacktraceShowsWhereAMistakeWasFound(int exitCode, Line line, String words) {
        if (line.text().isEmpty()) {
            return;
        }
        CliRunner.Result result = run(new Line(line.text() + " --stacktrace", false), false);
        assertEquals(exitCode, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().contains("\tat mnist.") || result.err().contains("\tat picocli."), result.err());
    }

    @ParameterizedTest
    @MethodSource("mnist.cli.ContractLines#successes")
    void bugEndsWithOneAndItsStackTrace(Line line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, false, () -> 80);
        CommandLine program = Main.commandLine(console, List.of());
        program.setExecutionStrategy(parsed -> {
            throw new ExecutionException(program, "in a command", new IllegalStateException("impossible"));
        });

        int exitCode = program.execute(
                Arrays.stream(line.words(folder, "never")).map(Object::toString).toArray(String[]::new));
        assertEquals(ExitCode.BUG, exitCode);
        assertEquals("", out.toString());
        assertTrue(err.toString().startsWith("mnist: this is a bug"), err.toString());
        assertTrue(err.toString().contains("IllegalStateException: impossible"), err.toString());
        assertTrue(err.toString().contains("\tat " + CommandContractTest.class.getName()), err.toString());
    }

    @Test
    void everyCommandIsHeldToThisContract() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        leaves(Main.commandLine(new Console(nowhere, nowhere, false, false, () -> 80), List.of()))
                .map(command -> command.getCommandSpec().qualifiedName().substring("mnist ".length()))
                .forEach(name -> {
                    assertTrue(
                            ContractLines.successes()
                                    .anyMatch(line -> line.text().startsWith(name)),
                            name);
                    assertTrue(
                            ContractLines.mistakes()
                                    .anyMatch(row -> row.get()[1].toString().startsWith(name)),
                            name);
                });
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(CommandContractTest::leaves);
    }

    private static CliRunner.Result run(Line line, boolean terminal) {
        Object[] words = line.text().isEmpty() ? new Object[0] : line.words(folder, "fresh" + System.nanoTime());
        return terminal ? CliRunner.runInTerminal(words) : CliRunner.run(words);
    }
}
