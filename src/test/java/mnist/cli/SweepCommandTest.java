package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.Tool;
import mnist.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
    @TempDir
    private Path folder;

    /** Writes {@code sweep.json}, a grid over the small experiment. */
    static void writeSpec(Path folder) throws IOException {
        Files.writeString(folder.resolve("sweep.json"), spec(folder, "[0.1, 0.5]"));
    }

    private static String spec(Path folder, String rates) {
        return """
                {"base": %s, "search": {"type": "grid"}, "repeats": 2,
                 "parameters": {"optimizer.learningRate": {"choice": %s},
                                "network.hidden": {"choice": ["tanh", "sigmoid"]},
                                "data.validation": {"choice": [50]}}}""".formatted(Json.compact(folder.resolve("small.json").toString()), rates);
    }

    @BeforeEach
    void writeExperiment() throws IOException {
        SmallExperiment.write(folder);
        writeSpec(folder);
    }

    @Test
    void theLinesOfAPlanMakeRunsThatCollectToTheResultsOfTheSweep() throws IOException {
        Path swept = folder.resolve("swept");
        CliRunner.Result sweep = CliRunner.run("sweep", "--spec", folder.resolve("sweep.json"), "--out", swept);
        assertEquals(ExitCode.DONE, sweep.exitCode(), sweep.err());
        Path planned = folder.resolve("pla nned");
        CliRunner.Result plan =
                CliRunner.run("sweep", "--spec", folder.resolve("sweep.json"), "--plan", "--out", planned);
        assertEquals(8, plan.out().lines().count());
        for (String line : plan.out().lines().toList()) {
            List<String> words = List.of(ShellWords.of(line));
            assertEquals("./mnist", words.get(0));
            assertTrue(words.contains("--no-test"), line);
            CliRunner.Result train =
                    CliRunner.run(words.subList(1, words.size()).toArray());
            assertEquals(ExitCode.DONE, train.exitCode(), train.err());
        }
        CliRunner.Result collected = CliRunner.run("sweep", "--collect", planned);
        assertEquals(ExitCode.DONE, collected.exitCode(), collected.err());
        assertEquals(withoutSeconds(swept), withoutSeconds(planned));
        String counts = "trials  8: 8 completed, 0 pruned, 0 failed, 0 pending";
        assertTrue(sweep.out().lines().toList().get(1).matches(counts + "; \\d.*s"), sweep.out());
        assertEquals(counts, collected.out().lines().toList().get(1), "nobody knows how long it took");
        JsonNode json = CliRunner.json("sweep", "--collect", planned, "--json");
        assertTrue(json.get("seconds").isNull(), json.toString());
        assertEquals(
                sweep.out()
                        .lines()
                        .skip(2)
                        .filter(line -> !line.contains("--config"))
                        .toList(),
                collected
                        .out()
                        .lines()
                        .skip(2)
                        .filter(line -> !line.contains("--config"))
                        .toList());
    }

    private static List<String> withoutSeconds(Path sweep) throws IOException {
        return Files.readAllLines(sweep.resolve("results.csv")).stream()
                .map(line -> line.replaceFirst("[^,]*,([a-z]*,[a-z]*)$", "$1"))
                .toList();
    }

    @Test
    void progressIsALineForEachTrialAndInATerminalALiveOneBelow() {
        CliRunner.Result piped =
                CliRunner.run("sweep", "--spec", folder.resolve("sweep.json"), "--out", folder.resolve("a"));
        assertEquals(9, piped.err().lines().count(), piped.err());
        assertTrue(piped.err().contains("8/8  trial "), piped.err());
        CliRunner.Result terminal =
                CliRunner.runInTerminal("sweep", "--spec", folder.resolve("sweep.json"), "--out", folder.resolve("b"));
        assertTrue(terminal.err().contains("0/8 [-----"), terminal.err());
        Screen screen = new Screen(80).write(terminal.err());
        assertTrue(screen.widest() < 80, terminal.err());
        assertEquals(10, screen.rows().size(), terminal.err());
        for (int done = 1; done <= 8; done++) {
            String row = screen.rows().get(done);
            assertTrue(row.matches(done + "/8  trial \\d  validation \\d+\\.\\d\\d % [* ] epoch \\d/3  .*"), row);
        }
        assertEquals("", screen.rows().get(9));
    }

    @Test
    void moreTrialsSideBySideThanCoresAreNoted() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        Path spec = folder.resolve("many.json");
        Files.writeString(spec, spec(folder, "[0.1]").replace("\"repeats\": 2", "\"repeats\": " + cores));
        String noted = CliRunner.run("sweep", spec, "--out", folder.resolve("m"), "--jobs", "100000")
                .err();
        assertEquals(
                1,
                noted.lines()
                        .filter(line -> line.startsWith("note: --jobs is 100,000, "))
                        .count(),
                noted);
        String usual =
                CliRunner.run("sweep", spec, "--out", folder.resolve("n")).err();
        assertFalse(usual.contains("note:"), usual);
    }

    @Test
    void theTableOfTheBestNamesWhatVariesAndFitsATerminal() {
        CliRunner.Result sweep =
                CliRunner.run("sweep", "--spec", folder.resolve("sweep.json"), "--out", folder.resolve("t"), "-q");
        String table = sweep.out();
        assertTrue(
                table.lines()
                        .anyMatch(line -> line.matches("rank +learningRate +hidden +epochs +validation_accuracy +sd")),
                table);
        assertTrue(table.contains("all with data.validation = 50"), table);
        assertTrue(table.lines().filter(line -> !line.contains("/")).allMatch(line -> line.length() <= 80), table);
    }

    @Test
    void aSweepWithAFailedTrialExitsWithFiveAndTellsWhy() throws IOException {
        Path spec = folder.resolve("bad.json");
        Files.writeString(spec, spec(folder, "[0.1]").replace("\"choice\": [50]", "\"choice\": [50, 299, 300]"));
        CliRunner.Result result = CliRunner.run("sweep", "--spec", spec, "--out", folder.resolve("s"), "--json");
        assertEquals(ExitCode.FAILED_TRIALS, result.exitCode());
        JsonNode json = Json.parseStrict(result.out());
        assertEquals(4, json.at("/counts/failed").asInt());
        assertEquals(8, json.at("/counts/completed").asInt());
        JsonNode point = json.at("/trials/0/point");
        assertTrue(point.get("optimizer.learningRate").isNumber());
        assertEquals(0.1, point.get("optimizer.learningRate").doubleValue());
        assertEquals("tanh", point.get("network.hidden").textValue());
        assertEquals(50, point.get("data.validation").numberValue().intValue());
        assertTrue(result.err().contains("failed: data.validation: leaves nothing to train on"), result.err());
        assertTrue(Files.readString(folder.resolve("s/results.csv")).contains(",failed,"));
    }

    @Test
    void theLinesOfAPlanCallTheProgramAsTheUserDid() {
        System.setProperty("mnist.program", "/a folder/mnist");
        try {
            String plan = CliRunner.succeed(
                    "sweep", folder.resolve("sweep.json"), "--plan", "--out", folder.resolve("planned"));
            assertTrue(plan.lines().allMatch(line -> line.startsWith("'/a folder/mnist' train --config ")), plan);
        } finally {
            System.clearProperty("mnist.program");
        }
    }

    @Test
    void aJavaThatCannotDrawCostsNoResult() throws Exception {
        List<String> command =
                MnistProcess.java("--limit-modules", "java.logging,java.management,java.xml,jdk.unsupported");
        Path sweep = folder.resolve("s");
        command.addAll(List.of(
                Main.class.getName(),
                "sweep",
                "--spec",
                folder.resolve("sweep.json").toString()));
        command.addAll(List.of("--out", sweep.toString(), "-q", "--json"));
        try (MnistProcess process = MnistProcess.start(folder, command)) {
            assertEquals(ExitCode.DONE, process.finish(), process.err());
            assertEquals(
                    8, Json.parseStrict(process.out()).at("/counts/completed").asInt());
            assertTrue(process.err().contains("the plots cannot be drawn"), process.err());
            assertTrue(process.err().contains("The results are complete without them."), process.err());
        }
    }

    @Test
    void aCollectionThatIsNotCompleteExitsWithFiveAndNamesWhatIsMissing() throws IOException {
        Path planned = folder.resolve("planned");
        CliRunner.Result plan =
                CliRunner.run("sweep", "--spec", folder.resolve("sweep.json"), "--plan", "--out", planned, "-q");
        List<String> lines = plan.out().lines().toList();
        for (String line : lines.subList(1, lines.size())) {
            List<String> words = List.of(ShellWords.of(line));
            CliRunner.run(words.subList(1, words.size()).toArray());
        }
        CliRunner.Result collected = CliRunner.run("sweep", "--collect", planned);
        assertEquals(ExitCode.FAILED_TRIALS, collected.exitCode());
        String missing = Path.of(ShellWords.of(lines.get(0))[lines.get(0).split(" ").length - 2])
                .getFileName()
                .toString();
        assertTrue(collected.err().contains("1 of 8 trials missing: " + missing), collected.err());
    }

    /** Quotes and all: a folder's name may have a space. */
    @Test
    void aPlansLinesReachTheShellThroughXargsAsTheyAre() throws Exception {
        Path planned = folder.resolve("pla nned");
        String plan = CliRunner.run("sweep", "--spec", folder.resolve("sweep.json"), "--plan", "--out", planned)
                .out();
        Path lines = folder.resolve("trials.txt");
        Files.writeString(lines, plan.replace("./mnist", "printf '%s\\n'"));
        String page = Files.readString(Path.of("src/site/markdown/sweeps.md"));
        String xargs =
                page.lines().filter(line -> line.contains("xargs")).findFirst().orElseThrow();
        Tool.Result shell = Tool.run(new ProcessBuilder("sh", "-c", xargs.replace("-P 2", "-P 1"))
                .directory(folder.toFile())
                .redirectErrorStream(true));
        String words = shell.out();
        assertEquals(0, shell.exitCode(), words);
        assertEquals(
                8,
                words.lines()
                        .filter(word -> word.startsWith(planned + "/trials/"))
                        .count(),
                words);
    }
}
