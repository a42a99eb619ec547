package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.json.Json;
import mnist.storage.RunDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of runs, in whatever state they are. */
class RunsCommandTest {
    @TempDir
    private static Path folder;

    @TempDir
    private Path empty;

    private static Path config;
    private static Path runs;

    /** Two learning rates with two seeds each. */
    @BeforeAll
    static void trainFour() {
        config = SmallExperiment.write(folder);
        runs = folder.resolve("runs");
        for (String rate : List.of("0.001", "2")) {
            for (String seed : List.of("1", "2")) {
                train(runs.resolve("rate" + rate + "-" + seed), rate, seed);
            }
        }
    }

    private static void train(Path out, String rate, String seed) {
        SmallExperiment.train(config, out, "--set", "optimizer.learningRate=" + rate, "--set", "training.seed=" + seed);
    }

    private static JsonNode only(CliRunner.Result result) {
        JsonNode rows = Json.parseStrict(result.out());
        assertEquals(1, rows.size(), result.out());
        return rows.get(0);
    }

    @Test
    void aRunThatWasKilledIsInterruptedAndHasTheEpochsOfItsMetrics() throws IOException {
        Path run = empty.resolve("killed");
        train(run, "2", "1");
        Path json = run.resolve("run.json");
        Files.writeString(json, "{\"status\": \"running\"}");
        JsonNode killed = only(CliRunner.run("runs", empty, "--json"));
        assertEquals("interrupted", killed.get("status").textValue());
        assertEquals(3, killed.get("epochs").intValue());
        assertTrue(killed.get("bestEpoch").intValue() > 0);
        assertTrue(killed.get("validationAccuracy").doubleValue() > 0.5);
        assertTrue(killed.get("seconds").doubleValue() > 0);
        try (RunDirectory held = RunDirectory.open(run)) {
            assertEquals(
                    "running",
                    only(CliRunner.run("runs", held.files().directory(), "--json"))
                            .get("status")
                            .textValue());
        }
    }

    @Test
    void theBestEpochOfARunThatWasKilledIsTheOneWhoseNetworkWasKept() throws IOException {
        Path run = empty.resolve("killed");
        SmallExperiment.train(config, run, "--set", "training.monitor=validation_cost");
        Files.writeString(run.resolve("run.json"), "{\"status\": \"running\"}");
        Path metrics = run.resolve("metrics.csv");
        String header = Files.readAllLines(metrics).get(0);
        Files.write(metrics, List.of(header, "1,2,0.9,0.8,0.7,0.9,1", "2,2,0.8,0.8,0.6,0.85,1"));
        JsonNode killed = only(CliRunner.run("runs", empty, "--json"));
        assertEquals(2, killed.get("bestEpoch").intValue());
        assertEquals(0.85, killed.get("validationAccuracy").doubleValue());
    }

    @Test
    void aFolderThatMayNotBeListedIsNotAnEmptyOne() throws IOException {
        Path hidden = Files.createDirectories(folder.resolve("hidden"));
        assumeTrue(hidden.toFile().setReadable(false), "permissions cannot be set here");
        try {
            assumeFalse(Files.isReadable(hidden), "this user may read everything");
            CliRunner.Result result = CliRunner.run("runs", hidden);
            assertEquals(ExitCode.BAD_DATA, result.exitCode());
            assertTrue(result.err().startsWith(hidden + ": cannot be read, permission denied."), result.err());
        } finally {
            hidden.toFile().setReadable(true);
        }
    }

    @Test
    void aDamagedRunIsARowWithAWarningAndAForeignFileIsNone() throws IOException {
        Path run = empty.resolve("damaged");
        train(run, "2", "1");
        Files.writeString(run.resolve("run.json"), "{\"status\": ");
        Files.createDirectories(empty.resolve("foreign"));
        Files.writeString(empty.resolve("foreign/run.json"), "[]");
        CliRunner.Result result = CliRunner.run("runs", empty, "--json");
        assertEquals(ExitCode.DONE, result.exitCode());
        assertEquals("damaged", only(result).get("status").textValue());
        assertEquals(
                0.1 * 20, only(result).at("/settings/optimizer.learningRate").doubleValue());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().startsWith("warning: " + run.resolve("run.json")), result.err());
    }

    @Test
    void settingsThatDifferAreColumnsAndOthersAreNot() {
        List<String> lines = CliRunner.succeed("runs", runs).lines().toList();
        assertEquals(runs + ":", lines.get(0));
        assertTrue(lines.get(1).matches("run +validation +test +learningRate +seed .*"), lines.get(1));
        assertTrue(lines.get(2).matches("rate0.001-1 .* 0.001 +1 +.*"), lines.get(2));
        assertTrue(lines.stream().skip(1).allMatch(line -> line.length() <= 80), lines.toString());
        String csv =
                CliRunner.succeed("runs", runs, "--csv").lines().findFirst().orElseThrow();
        assertTrue(csv.endsWith(",started,config,optimizer.learningRate,training.seed"), csv);
    }

    @Test
    void aNarrowTerminalNamesWhatHasNoRoom() {
        CliRunner.Result result = CliRunner.runInTerminal(() -> 46, "runs", runs);
        List<String> lines = result.out().lines().skip(1).toList();
        assertTrue(lines.get(0).matches("run +validation +test +learningRate"), lines.get(0));
        assertEquals(
                "did not fit: seed, status, best epoch, time; --csv and --json show every column",
                lines.get(lines.size() - 1));
    }

    @Test
    void runsAreFilteredByTheValuesOfTheirSettings() {
        assertEquals(2, rows("--where", "optimizer.learningRate=2.0"));
        assertEquals(1, rows("--where", "optimizer.learningRate=2", "--where", "training.seed=2"));
        assertEquals(4, rows("--where", "network.hidden=sigmoid"));
        assertEquals(0, rows("--where", "network.hidden=relu"));
        assertEquals(4, rows("--where", "network.layers[1]=8"));
        CliRunner.Result misspelt = CliRunner.run("runs", runs, "--where", "optimizer.learningrate=2");
        assertEquals(ExitCode.WRONG_USE, misspelt.exitCode());
        assertTrue(misspelt.err().startsWith("--where optimizer.learningrate=2: "), misspelt.err());
        assertTrue(misspelt.err().contains("Did you mean \"learningRate\"?"), misspelt.err());
    }

    private static int rows(String... options) {
        Object[] arguments = new Object[options.length + 3];
        arguments[0] = "runs";
        arguments[1] = runs;
        arguments[2] = "--json";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CliRunner.json(arguments).size();
    }

    @Test
    void groupsHaveTheMeanAndDeviationOverTheirSeeds() {
        JsonNode groups = CliRunner.json("runs", runs, "--group", "--sort", "validation", "--json");
        assertEquals(2, groups.size());
        JsonNode best = groups.get(0);
        assertEquals(2, best.at("/settings/optimizer.learningRate").doubleValue());
        assertFalse(best.get("settings").has("training.seed"));
        assertEquals(2, best.get("completed").intValue());
        double[] accuracies = new double[2];
        for (int i = 0; i < 2; i++) {
            Path run = Path.of(best.get("runs").get(i).textValue());
            accuracies[i] = CliRunner.json("runs", run, "--json")
                    .at("/0/validationAccuracy")
                    .doubleValue();
        }
        double mean = (accuracies[0] + accuracies[1]) / 2;
        assertEquals(mean, best.at("/validationAccuracy/mean").doubleValue(), 1e-12);
        assertEquals(
                Math.abs(accuracies[0] - accuracies[1]) / Math.sqrt(2),
                best.at("/validationAccuracy/deviation").doubleValue(),
                1e-12);
        String header =
                CliRunner.succeed("runs", runs, "--group").lines().findFirst().orElseThrow();
        assertEquals("runs  validation sd test sd learningRate".replaceAll(" +", " "), header.replaceAll(" +", " "));
        assertEquals(
                3, CliRunner.succeed("runs", runs, "--group", "--csv").lines().count());
    }

    @Test
    void whereThereAreNoRunsTheTableIsEmpty() {
        List<String> lines = CliRunner.succeed("runs", empty).lines().toList();
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.get(1).startsWith("run  status"), lines.toString());
        assertEquals("[]", CliRunner.succeed("runs", empty, "--json").strip());
        CliRunner.Result missing = CliRunner.run("runs", empty.resolve("misspelt"));
        assertEquals(ExitCode.BAD_DATA, missing.exitCode());
    }

    @Test
    void aListSortedByTestAccuracySaysWhatThatDoes() {
        CliRunner.Result result = CliRunner.run("runs", runs, "--sort", "test", "--json");
        assertTrue(result.err().startsWith("note: sorted by test accuracy."), result.err());
        JsonNode sorted = Json.parseStrict(result.out());
        for (int i = 1; i < sorted.size(); i++) {
            assertTrue(sorted.get(i).get("testAccuracy").doubleValue()
                    <= sorted.get(i - 1).get("testAccuracy").doubleValue());
        }
    }

    @Test
    void twoFormatsAtOnceAreRefused() {
        CliRunner.Result result = CliRunner.run("runs", runs, "--csv", "--json");
        assertEquals(ExitCode.WRONG_USE, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().contains("--csv and --json"), result.err());
    }

    @Test
    void aLightTrialIsFoundByItsOwnNumberOfEpochs() throws IOException {
        Path spec = Files.writeString(
                empty.resolve("spec.json"), """
                { "base": "%s", "search": { "type": "grid" },
                  "parameters": { "training.epochs": { "choice": [1, 2] } } }
                """.formatted(config.toString().replace("\\", "\\\\")));
        Path sweep = empty.resolve("sweep");
        CliRunner.Result result = CliRunner.run("sweep", "--spec", spec, "--light", "--out", sweep, "-q");
        assertEquals(ExitCode.DONE, result.exitCode(), result.err());
        JsonNode two = only(CliRunner.run("runs", sweep, "--where", "training.epochs=2", "--json"));
        assertEquals(2, two.get("epochs").intValue());
        assertEquals(2, two.at("/settings").get("training.epochs").intValue());
        CliRunner.Result standard = CliRunner.run("runs", sweep, "--where", "training.epochs=30", "--json");
        assertEquals("[]", standard.out().strip());
    }
}
