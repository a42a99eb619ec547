package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README is short, and what it and the other pages show can be typed, followed and found. */
class ReadmeTest {
    private static final int MOST_LINES = 250;
    private static final Set<String> QUICK_COMMANDS = Set.of("config", "data", "--help", "--version");

    static List<Page> pages() throws IOException {
        return Page.all();
    }

    static List<String> commands() throws IOException {
        return pages().stream()
                .flatMap(page -> page.commands().stream())
                .distinct()
                .toList();
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
    void readmeIsForTheFirstTenMinutes() {
        long lines = Page.read(Page.README).text().lines().count();
        assertTrue(lines <= MOST_LINES, "README.md has " + lines + " lines; move some to a page of " + Page.SITE);
    }

    @Test
    void readmeShowsHowToTrainAndEvaluate() {
        List<String> commands = Page.read(Page.README).commands();
        for (String start : List.of("./mnist train ", "./mnist eval ")) {
            assertTrue(commands.stream().anyMatch(command -> command.startsWith(start)), start);
        }
    }

    @Test
    void readmeLeadsToEveryPage() throws IOException {
        Page readme = Page.read(Page.README);
        Set<Path> linked = readme.links().stream().map(readme::target).collect(Collectors.toSet());
        for (Page page : pages()) {
            assertTrue(
                    !page.file().startsWith(Page.SITE) || linked.contains(page.file()),
                    page.file() + ": README has no link to it");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandParses(String command) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Main.commandLine(new Console(nowhere, nowhere, false, false, () -> 80), List.of())
                .parseArgs(Page.arguments(command));
    }

    @ParameterizedTest
    @MethodSource("quickCommands")
    void quickCommandRuns(String command) {
        CliRunner.Result result = CliRunner.run((Object[]) Page.arguments(command));
        assertEquals(ExitCode.DONE, result.exitCode(), result.err());
        assertEquals("", result.err());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Page page) {
        for (String link : page.links()) {
            Path target = page.target(link);
            assertTrue(Files.exists(target), page.file() + ": leads nowhere: " + link);
            int anchor = link.indexOf('#');
            assertTrue(
                    anchor < 0 || Page.read(target).anchors().contains(link.substring(anchor + 1)),
                    page.file() + ": no such heading: " + link);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void filesOfTheProjectThatAreNamedAreThere(Page page) {
        for (String path : page.projectPaths()) {
            assertTrue(Files.exists(Path.of(path)), page.file() + ": names " + path);
        }
    }

    @Test
    void commandsAreFoundInCodeBlocksOnly() {
        List<String> found = new Page(Page.README, """
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
                """).commands();
        assertEquals(3, found.size(), found.toString());
        assertArrayEquals(new String[] {"data", "verify", "--json"}, Page.arguments(found.get(0)));
        assertArrayEquals(
                new String[] {"train", "--set", "optimizer.learningRate=$rate", "--out", "runs/a b"},
                Page.arguments(found.get(1)));
        assertArrayEquals(new String[] {"--version"}, Page.arguments(found.get(2)));
    }

    @Test
    void linksPathsAndHeadingsAreFound() {
        Page page = new Page(Path.of("src/bench/README.md"), """
                # What it's for: *speed*
                See [this](#whats-for), ![a plot](plot.png), [up](../../data/README.md#a-b), [web](https://x.org/src/no).
                Run `src/bench/compare`, not runs/src/bench/no.
                """);
        assertEquals(List.of("#whats-for", "plot.png", "../../data/README.md#a-b"), page.links());
        assertEquals(Path.of("data/README.md"), page.target("../../data/README.md#a-b"));
        assertEquals(page.file(), page.target("#whats-for"));
        assertEquals(Set.of("what-its-for-speed"), page.anchors());
        assertEquals(List.of("src/bench/compare"), page.projectPaths());
    }
}
