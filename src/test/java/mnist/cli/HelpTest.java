package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<CommandLine> commands() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return withSubcommands(Main.commandLine(new Console(nowhere, nowhere, false, false, () -> 80), List.of()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpBeginsWithWhatTheCommandDoesAndAnExampleThatParses(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        String[] arguments = (name + " --help").substring("mnist ".length()).split(" ");
        CliRunner.Result result = CliRunner.run((Object[]) arguments);
        assertEquals(ExitCode.DONE, result.exitCode());
        assertEquals("", result.err());

        List<String> lines = result.out().lines().toList();
        assertEquals(command.getCommandSpec().usageMessage().header()[0], lines.get(0));
        assertTrue(lines.get(1).startsWith("Usage: " + name), result.out());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80), result.out());
        assertTrue(
                lines.stream().skip(2).takeWhile(line -> !line.isBlank()).allMatch(line -> line.startsWith("  ")),
                "a line of the synopsis is broken: " + result.out());
        List<String> examples = lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("./" + name))
                .toList();
        assertTrue(!examples.isEmpty(), result.out());
        CommandLine program = commands().findFirst().orElseThrow();
        for (String example : examples) {
            program.parseArgs(ShellWords.of(example.substring("./mnist".length())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--checkpoint", "--stacktrace", "--help"})
    void anOptionOfSeveralCommandsSaysTheSameInEach(String option) {
        List<String> descriptions = commands()
                .map(command -> command.getCommandSpec().findOption(option))
                .filter(found -> found != null)
                .map(found -> found.paramLabel() + " " + String.join(" ", found.description()))
                .toList();
        assertTrue(!descriptions.isEmpty(), option);
        assertEquals(1, descriptions.stream().distinct().count(), descriptions.toString());
    }

    @Test
    void versionNamesProgramVersionAndCommit() {
        CliRunner.Result result = CliRunner.run("--version");
        assertEquals(ExitCode.DONE, result.exitCode());
        assertEquals("", result.err());
        assertTrue(result.out().matches("mnist \\d+\\.\\d+\\.\\d+ \\([0-9a-z+-]+\\)\\R"), result.out());
    }

    /** The command line of the program first. */
    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
    }

    @Test
    void helpForWhatDoesNotExistIsAMistake() {
        for (String[] arguments :
                new String[][] {{"typo", "--help"}, {"train", "--hlep", "--help"}, {"runs", "dif", "x", "-h"}}) {
            CliRunner.Result result = CliRunner.run((Object[]) arguments);
            assertEquals(ExitCode.WRONG_USE, result.exitCode(), String.join(" ", arguments));
            assertEquals("", result.out());
            assertTrue(result.err().contains("Unknown "), result.err());
        }
    }
}
