package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code ./mnist} command in the README's code blocks is understood, and the quick ones do what they are shown to do. */
class ReadmeTest {
    private static final String PROGRAM = "./mnist";
    private static final Set<String> QUICK_COMMANDS = Set.of("config", "data", "--help", "--version");

    static List<String> commands() throws IOException {
        return commandsIn(Files.readString(Path.of("README.md")));
    }

    static List<String> quickCommands() throws IOException {
        return commands().stream()
                .filter(command -> {
                    List<String> words = List.of(ShellWords.of(command));
                    return QUICK_COMMANDS.contains(words.get(1)) || words.contains("--help");
                })
                .toList();
    }

    @Test
    void readmeShowsHowToTrainAndEvaluate() throws IOException {
        for (String start : List.of("./mnist train ", "./mnist eval ")) {
            assertFalse(
                    commands().stream()
                            .filter(command -> command.startsWith(start))
                            .toList()
                            .isEmpty(),
                    start);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandParses(String command) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Main.commandLine(new Console(nowhere, nowhere, false, false), List.of()).parseArgs(arguments(command));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("quickCommands")
    void quickCommandRuns(String command) {
        CliRunner.Result result = CliRunner.run((Object[]) arguments(command));
        assertEquals(ExitCode.DONE, result.exitCode(), result.err());
        assertEquals("", result.err());
    }

    @Test
    void commandsAreFoundInCodeBlocksOnly() {
        String text = """
                Text ./mnist not this
                ./mnist nor this
                ```sh
                $ ./mnist data verify \\
                    --json | jq .name   # a comment
                echo ./mnist no
                for rate in 0.1 1; do
                  ./mnist train --set "optimizer.learningRate=$rate" --out 'runs/a b' &
                done
                ```
                ```
                ./mnist --version
                ```
                """;
        List<String> found = commandsIn(text);
        assertEquals(3, found.size(), found.toString());
        assertArrayEquals(new String[] {"data", "verify", "--json"}, arguments(found.get(0)));
        assertArrayEquals(
                new String[] {"train", "--set", "optimizer.learningRate=$rate", "--out", "runs/a b"},
                arguments(found.get(1)));
        assertArrayEquals(new String[] {"--version"}, arguments(found.get(2)));
    }

    /** Returns the commands in fenced code blocks, a prompt removed and continued lines joined. */
    private static List<String> commandsIn(String markdown) {
        List<String> commands = new ArrayList<>();
        boolean code = false;
        for (String line : markdown.replaceAll("\\\\\\R\\s*", "").lines().toList()) {
            String text = line.strip();
            if (text.startsWith("```")) {
                code = !code;
            }
            String command = text.startsWith("$ ") ? text.substring(2).strip() : text;
            if (code && (command.equals(PROGRAM) || command.startsWith(PROGRAM + " "))) {
                commands.add(command);
            }
        }
        return commands;
    }

    private static String[] arguments(String command) {
        String[] words = ShellWords.of(command);
        return Arrays.copyOfRange(words, 1, words.length);
    }
}
