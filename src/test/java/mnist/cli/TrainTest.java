package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.data.Split;
import mnist.json.Json;
import mnist.storage.CheckpointFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From IDX files to a trained network and its accuracy, as a user does it. */
class TrainTest {
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
        JsonNode evaluated = CliRunner.json("eval", "--json", "--checkpoint", run);

        assertEquals(SmallExperiment.LEARNABLE, trained.at("/test/accuracy").doubleValue());
        for (String key : List.of("accuracy", "accuracyInterval", "cost", "correct", "examples")) {
            assertEquals(trained.at("/test/" + key), evaluated.get(key), key);
        }
    }

    @Test
    void accuracyAsTextIsTheSameInBothCommands() {
        String accuracy = "95.00 % (114 of 120), cost ";
        String summary = CliRunner.succeed("train", "--config", config, "--out", run, "-q");
        assertTrue(summary.contains("accuracy " + accuracy), summary);
        assertTrue(summary.contains("95 % interval of the accuracy: 89.52 % to 97.69 %"), summary);
        String table = CliRunner.succeed("eval", "--checkpoint", run);
        assertTrue(table.contains("accuracy    95.00 % (114 right; 95 % interval 89.52 % to 97.69 %)"), table);
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
                CliRunner.json("eval", "--json", "--checkpoint", run, "--split", "validation")
                        .get("accuracy"));
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
        assertEquals(SmallExperiment.LEARNABLE, result.at("/test/accuracy").doubleValue());
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
        CliRunner.succeed("eval", "--checkpoint", run);
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

    @Test
    void whatIsGivenWithoutAnOptionIsAConfigIfItIsAFileAndARunIfItIsADirectory() throws IOException {
        CliRunner.succeed("train", config, "--out", run, "-q", "--set", "training.epochs=1");
        CliRunner.succeed("train", run, "-q", "--set", "training.epochs=3");
        assertEquals(4, Files.readAllLines(run.resolve("metrics.csv")).size());
        CliRunner.Result both = CliRunner.run("train", config, "--resume", run);
        assertEquals(ExitCode.WRONG_USE, both.exitCode());
        assertTrue(both.err().contains("beside --resume"), both.err());
    }

    @Test
    void aTestSetThatIsMissingOrDoesNotFitIsToldBeforeTheFirstEpoch() throws IOException {
        Path data = folder.resolve("data");
        SmallExperiment.builder(9).labels(i -> i % 4).write(data, Split.TEST);
        assertRefusedBeforeTraining("t10k-labels-idx1-ubyte: label of example 3 is outside");
        Files.delete(data.resolve(Split.TEST.imageFile()));
        assertRefusedBeforeTraining("no file t10k-images-idx3-ubyte");
    }

    private void assertRefusedBeforeTraining(String reason) {
        CliRunner.Result result = CliRunner.run("train", config, "--out", run);
        assertEquals(ExitCode.BAD_DATA, result.exitCode());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains(reason) && result.err().strip().endsWith("--no-test."), result.err());
        assertTrue(Files.notExists(run));
    }

    @Test
    void withoutATestTheTestFilesNeedNotBeThereNowOrAfterAResume() throws IOException {
        Files.delete(folder.resolve("data").resolve(Split.TEST.imageFile()));
        JsonNode result = train(run, "--no-test", "--set", "training.epochs=1");
        assertTrue(result.get("test").isNull());
        assertEquals("completed", status(run));
        JsonNode resumed = CliRunner.json("train", run, "-q", "--json", "--set", "training.epochs=2");
        assertTrue(resumed.get("test").isNull());
        assertEquals(2, resumed.get("epochs").intValue());
    }

    private JsonNode train(Path out, Object... more) {
        return SmallExperiment.train(config, out, more);
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
