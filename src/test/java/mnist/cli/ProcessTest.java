package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import mnist.experiment.SmallData;
import mnist.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            "train", "--config", config, "--set", "network.layers=[16,200000,3]", "-q", "--out", folder.resolve("big")
        };
        try (MnistProcess process = MnistProcess.start(folder, arguments)) {
            assertEquals(ExitCode.WRONG_USE, process.finish(), process.err());
            assertEquals(1, process.err().lines().count(), process.err());
            assertTrue(
                    process.err().startsWith("memory: network.layers: too large for the memory, found "),
                    process.err());
            assertTrue(process.err().contains("MNIST_JAVA_OPTS=-Xmx"), process.err());
        }
    }

    /** Adam at work has 52 bytes of heap for each of 1.5 million parameters; they alone take 6 MB. */
    @Test
    void aNetworkThatIsTooLargeToTrainHereIsLookedAtAndCollected() throws Exception {
        Path sweep = sweep("{\"type\": \"adam\", \"learningRate\": 0.001}", "[16, 1200, 1200, 3]");
        String trial = trial(sweep).toString();
        CliRunner.Result trained = withSmallHeap(
                "train", trial + "/config.json", "--out", folder.resolve("more").toString());
        assertEquals(ExitCode.WRONG_USE, trained.exitCode());
        assertTrue(trained.err().startsWith("memory: network.layers: too large for the memory"), trained.err());
        assertDone(withSmallHeap("eval", trial, "--split", "validation"));
        assertDone(withSmallHeap("sweep", "--collect", sweep.toString()));
    }

    /** Trains the one trial of a sweep, and returns the sweep's directory. */
    private Path sweep(String optimizer, String layers) throws IOException {
        Path spec = Files.writeString(
                folder.resolve("spec.json"), """
                { "base": { "data": { "directory": "%s", "validation": 30 }, "network": { "layers": %s },
                            "optimizer": %s, "training": { "epochs": 1 } },
                  "search": { "type": "grid" }, "parameters": { "training.seed": { "choice": [1] } } }
                """.formatted(SmallData.write(folder.resolve("data")), layers, optimizer));
        Path sweep = folder.resolve("sweep");
        assertDone(CliRunner.run("sweep", spec, "--out", sweep, "-q"));
        return sweep;
    }

    private static Path trial(Path sweep) throws IOException {
        try (Stream<Path> trials = Files.list(sweep.resolve("trials"))) {
            return trials.findFirst().orElseThrow();
        }
    }

    private static void assertDone(CliRunner.Result result) {
        assertEquals("", result.err());
        assertEquals(ExitCode.DONE, result.exitCode());
    }

    @Test
    void theDataOfTheProgramsFolderIsFoundFromAnother() throws Exception {
        CliRunner.Result shown = fromAnotherFolder("data", "show", "--split", "test", "--index", "0");
        assertEquals(ExitCode.DONE, shown.exitCode(), shown.err());
        assertTrue(shown.out().endsWith("example 0 of the test split, label 7\n"), shown.out());
    }

    /** An empty folder is neither a run nor a sweep, which both ways of naming it have to say. */
    @ParameterizedTest
    @ValueSource(strings = {"train", "sweep"})
    void aFolderUnderTheProgramsOwnIsToBeResumedWithOrWithoutTheOption(String command) throws Exception {
        Path empty = Files.createTempDirectory(Path.of("target"), "empty");
        try {
            CliRunner.Result option = fromAnotherFolder(command, "--resume", empty.toString());
            CliRunner.Result word = fromAnotherFolder(command, empty.toString());
            assertEquals(option, word);
            assertEquals(1, option.err().lines().count(), option.err());
        } finally {
            Files.delete(empty);
        }
    }

    @Test
    void runsAndSweepsUnderTheProgramsFolderAreFoundFromAnother() throws Exception {
        Path moved = Files.createTempDirectory(Path.of("target"), "found").resolve("sweep");
        Files.move(sweep("{\"learningRate\": 1}", "[16, 5, 3]"), moved);
        String sweep = moved.toString();
        String trial = trial(moved).toString();
        String picture = folder.resolve("picture.svg").toString();
        try {
            for (List<String> command : List.of(
                    List.of("runs", sweep),
                    List.of("runs", "diff", trial, trial),
                    List.of(
                            "sweep",
                            "--collect",
                            sweep,
                            "--out",
                            folder.resolve("collected").toString()),
                    List.of("plot", "weights", trial, "--out", picture),
                    List.of("plot", "calibration", trial, "--out", picture))) {
                assertDone(fromAnotherFolder(command.toArray(String[]::new)));
            }
        } finally {
            delete(moved.getParent());
        }
    }

    /** Where a run has lost its config, the one of a run of that name under the program's folder is not its config. */
    @Test
    void theFilesOfARunAreThoseOfItsOwnFolder() throws Exception {
        Path run = Files.createTempDirectory(Path.of("target"), "namesake");
        try {
            Files.copy(Path.of("configs/smoke.json"), run.resolve("config.json"));
            Path here = Files.createDirectories(folder.resolve(run));
            Files.writeString(here.resolve("run.json"), "{\"status\": \"running\"}");
            CliRunner.Result result = fromAnotherFolder("runs", run.toString(), "--json");
            assertDone(result);
            assertTrue(Json.parseStrict(result.out()).at("/0/settings").isEmpty(), result.out());
        } finally {
            delete(run);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private CliRunner.Result withSmallHeap(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(MnistProcess.java("-Xmx64m"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return finish(command);
    }

    private CliRunner.Result fromAnotherFolder(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder.toString()));
        command.addAll(MnistProcess.java());
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return finish(command);
    }

    private CliRunner.Result finish(List<String> command) throws IOException, InterruptedException {
        try (MnistProcess process = MnistProcess.start(folder, command)) {
            int code = process.finish();
            return new CliRunner.Result(code, process.out(), process.err());
        }
    }

    private CliRunner.Result start(Object... arguments) throws IOException, InterruptedException {
        try (MnistProcess process = MnistProcess.start(folder, arguments)) {
            int code = process.finish();
            return new CliRunner.Result(code, process.out(), process.err());
        }
    }
}
