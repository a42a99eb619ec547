package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mnist.config.Json;
import mnist.data.Split;
import mnist.storage.CheckpointFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From IDX files to a trained network and its accuracy, as a user does it. */
class TrainAndEvalTest {
    private static final double LEARNABLE = 19.0 / 20;

    @TempDir
    private Path folder;

    private Path config;
    private Path run;

    @BeforeEach
    void writeExperiment() {
        config = SmallExperiment.write(folder);
        run = folder.resolve("run");
    }

    @Test
    void whatCanBeLearntIsLearntAndEvalGivesTheAccuracyThatTrainGave() {
        JsonNode trained = train(run);
        JsonNode evaluated = eval("--checkpoint", run);

        assertEquals(LEARNABLE, trained.at("/test/accuracy").doubleValue());
        for (String key : List.of("accuracy", "accuracyInterval", "cost", "correct", "examples")) {
            assertEquals(trained.at("/test/" + key), evaluated.get(key), key);
        }
    }

    @Test
    void accuracyAsTextIsTheSameInBothCommands() {
        String accuracy = "95.00 % (114 of 120; 95 % interval 89.52 % to 97.69 %)";
        assertTrue(succeed("train", "--config", config, "--out", run, "-q").contains("accuracy " + accuracy));
        String table = succeed("eval", "--checkpoint", run);
        assertTrue(table.contains("accuracy    95.00 % (114 right; 95 % interval 89.52 % to 97.69 %)"), table);
    }

    @Test
    void everyPartCountsEveryExample() {
        train(run);
        assertEquals(SmallExperiment.TEST, supportOf(eval("--checkpoint", run)));
        assertEquals(SmallExperiment.VALIDATION, supportOf(eval("--checkpoint", run, "--split", "validation")));
        assertEquals(
                SmallExperiment.TRAINING_FILE - SmallExperiment.VALIDATION,
                supportOf(eval("--checkpoint", run, "--split", "train")));
    }

    @Test
    void bestIsTheEpochOfTheCsvWithTheHighestValidationAccuracy() throws IOException {
        JsonNode best = train(run).get("best");
        List<String[]> rows = Files.readAllLines(run.resolve("metrics.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        String[] row = rows.get(best.get("epoch").intValue() - 1);
        assertEquals(best.get("epoch").asText(), row[0]);
        assertEquals(best.get("validationAccuracy").doubleValue(), Double.parseDouble(row[5]));
        assertTrue(rows.stream().allMatch(other -> Double.parseDouble(other[5]) <= Double.parseDouble(row[5])));
        assertEquals(
                best.get("validationAccuracy"),
                eval("--checkpoint", run, "--split", "validation").get("accuracy"));
    }

    @Test
    void accuracyBelowTheOneAskedForIsAFailedCheck() {
        train(run);
        eval("--checkpoint", run, "--min-accuracy", "0.95");
        CliRunner.Result result = CliRunner.run("eval", "--checkpoint", run, "--min-accuracy", "0.999999", "--json");
        assertEquals(ExitCode.CHECK_FAILED, result.exitCode());
        assertEquals(LEARNABLE, Json.parseStrict(result.out()).get("accuracy").doubleValue());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void withoutValidationSetThereIsNoValidationSplit() {
        train(run, "--set", "data.validation=0");
        CliRunner.Result result = CliRunner.run("eval", "--checkpoint", run, "--split", "validation");
        assertEquals(ExitCode.BAD_DATA, result.exitCode());
        assertTrue(result.err().startsWith("data.validation: "), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void dataThatDoesNotFitTheNetworkIsRefused() {
        train(run);
        Path large = SmallExperiment.builder(9).size(7, 6).write(folder.resolve("large"), Split.TEST);
        Path classes = SmallExperiment.builder(9).labels(i -> i % 4).write(folder.resolve("classes"), Split.TEST);
        for (Path data : List.of(large, classes)) {
            CliRunner.Result result = CliRunner.run("eval", "--checkpoint", run, "--data", data);
            assertEquals(ExitCode.BAD_DATA, result.exitCode());
            assertEquals("", result.out());
            assertTrue(result.err().startsWith(data.toString()), result.err());
            assertEquals(1, result.err().lines().count(), result.err());
        }
    }

    @Test
    void otherDataCanBeEvaluated() throws IOException {
        train(run);
        Path other = folder.resolve("other");
        SmallExperiment.builder(19).write(other, Split.TEST);
        JsonNode evaluated = eval("--checkpoint", run.resolve("last.safetensors"), "--data", other);
        assertEquals(19, evaluated.get("examples").intValue());
        assertEquals(18, evaluated.get("correct").intValue());
        assertEquals(other.toString(), evaluated.get("data").asText());
    }

    @Test
    void sameSeedGivesTheSameBytes() throws IOException {
        Path second = folder.resolve("second");
        train(run);
        train(second);
        for (String file : List.of("config.json", "last.safetensors", "best.safetensors")) {
            assertArrayEquals(bytes(run, file), bytes(second, file), file);
        }
        assertEquals(metricsWithoutSeconds(run), metricsWithoutSeconds(second));
    }

    @Test
    void anotherSeedGivesAnotherNetwork() throws IOException {
        Path second = folder.resolve("second");
        train(run);
        train(second, "--set", "training.seed=8");
        assertNotEquals(metricsWithoutSeconds(run), metricsWithoutSeconds(second));
    }

    @Test
    void zeroEpochsWriteTheInitialNetworkAndStop() throws IOException {
        JsonNode result = train(run, "--set", "training.epochs=0");
        assertEquals(0, result.get("epochs").intValue());
        assertEquals(0, result.at("/best/epoch").intValue());
        assertTrue(result.at("/best/validationAccuracy").isNull());
        assertTrue(result.get("test").isNull());
        assertEquals(1, Files.readAllLines(run.resolve("metrics.csv")).size());
        assertEquals("completed", status(run));
        var saved = CheckpointFile.read(run.resolve("last.safetensors"));
        assertEquals(saved.config().initialNetwork().weights(1), saved.network().weights(1));
        assertArrayEquals(bytes(run, "last.safetensors"), bytes(run, "best.safetensors"));
    }

    @Test
    void withoutValidationTheLastNetworkIsTheBest() throws IOException {
        JsonNode result = train(run, "--set", "data.validation=0");
        assertEquals(3, result.at("/best/epoch").intValue());
        assertTrue(result.at("/best/validationAccuracy").isNull());
        assertArrayEquals(bytes(run, "last.safetensors"), bytes(run, "best.safetensors"));
        assertEquals(LEARNABLE, result.at("/test/accuracy").doubleValue());
        assertTrue(Files.readString(run.resolve("metrics.csv")).lines().skip(1).allMatch(row -> row.contains(",,,")));
    }

    @Test
    void divergenceEndsTheTrainingAndLeavesTheCheckpointBefore() throws IOException {
        CliRunner.Result result = CliRunner.run(
                "train",
                "--config",
                config,
                "--out",
                run,
                "-q",
                "--set",
                "network.hidden=relu",
                "--set",
                "network.output=identity",
                "--set",
                "cost=squared-error",
                "--set",
                "optimizer.learningRate=1e6");
        assertEquals(ExitCode.DIVERGED, result.exitCode(), result.err());
        assertEquals("", result.out());
        assertTrue(result.err().matches("(?s).*epoch 1.*minibatch \\d+.*layer \\d.*\\R"), result.err());
        assertEquals(1, result.err().lines().count());
        assertEquals("diverged", status(run));
        var saved = CheckpointFile.read(run.resolve("last.safetensors"));
        assertEquals(saved.config().initialNetwork().weights(2), saved.network().weights(2));
        eval("--checkpoint", run);
    }

    @Test
    void outFolderInUseIsRefusedAndForceReplacesTheRunInIt() throws IOException {
        train(run, "--set", "training.epochs=1");
        byte[] before = bytes(run, "last.safetensors");
        CliRunner.Result refused = CliRunner.run("train", "--config", config, "--out", run);
        assertEquals(ExitCode.RUN_DIRECTORY, refused.exitCode());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertArrayEquals(before, bytes(run, "last.safetensors"));

        train(run, "--force");
        assertEquals(4, Files.readAllLines(run.resolve("metrics.csv")).size());
    }

    private JsonNode train(Path out, Object... more) {
        return json(arguments(List.of("train", "--config", config, "--out", out, "--json", "-q"), more));
    }

    private static JsonNode eval(Object... arguments) {
        return json(arguments(List.of("eval", "--json"), arguments));
    }

    private static Object[] arguments(List<Object> first, Object... more) {
        return Stream.concat(first.stream(), Arrays.stream(more)).toArray();
    }

    private static JsonNode json(Object... arguments) {
        return Json.parseStrict(succeed(arguments));
    }

    /** Runs a command that shall have nothing to say on stderr. */
    private static String succeed(Object... arguments) {
        CliRunner.Result result = CliRunner.run(arguments);
        assertEquals("", result.err());
        assertEquals(ExitCode.DONE, result.exitCode());
        assertFalse(result.out().contains("NaN"), result.out());
        return result.out();
    }

    private static int supportOf(JsonNode evaluation) {
        int support = 0;
        for (JsonNode score : evaluation.get("perClass")) {
            support += score.get("support").intValue();
        }
        assertEquals(evaluation.get("examples").intValue(), support);
        return support;
    }

    private static byte[] bytes(Path run, String file) throws IOException {
        return Files.readAllBytes(run.resolve(file));
    }

    private static String status(Path run) throws IOException {
        return Json.parseStrict(Files.readString(run.resolve("run.json")))
                .get("status")
                .asText();
    }

    private static List<String> metricsWithoutSeconds(Path run) throws IOException {
        List<String> rows = Files.readAllLines(run.resolve("metrics.csv"));
        assertEquals(4, rows.size());
        return rows.stream().map(row -> row.substring(0, row.lastIndexOf(','))).toList();
    }
}
