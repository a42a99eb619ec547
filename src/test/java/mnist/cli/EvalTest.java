package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mnist.config.Json;
import mnist.data.Split;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trained network can be asked. */
class EvalTest {
    @TempDir
    private static Path folder;

    private static Path config;
    private static Path run;

    @BeforeAll
    static void trainOnce() {
        config = SmallExperiment.write(folder);
        run = folder.resolve("run");
        SmallExperiment.train(config, run);
    }

    @Test
    void everyPartCountsEveryExample() {
        assertEquals(SmallExperiment.TEST, supportOf(eval("--checkpoint", run)));
        assertEquals(SmallExperiment.VALIDATION, supportOf(eval("--checkpoint", run, "--split", "validation")));
        assertEquals(
                SmallExperiment.TRAINING_FILE - SmallExperiment.VALIDATION,
                supportOf(eval("--checkpoint", run, "--split", "train")));
    }

    @Test
    void aRunWithoutAnOptionIsEvaluated() {
        assertEquals(eval("--checkpoint", run), eval(run));
        CliRunner.Result both = CliRunner.run("eval", run, "--checkpoint", run);
        assertEquals(ExitCode.WRONG_USE, both.exitCode());
        assertTrue(both.err().contains("found two"), both.err());
    }

    @Test
    void otherDataCanBeEvaluated() {
        Path other = folder.resolve("other");
        SmallExperiment.builder(19).write(other, Split.TEST);
        JsonNode evaluated = eval("--checkpoint", run.resolve("last.safetensors"), "--data", other);
        assertEquals(19, evaluated.get("examples").intValue());
        assertEquals(18, evaluated.get("correct").intValue());
        assertEquals(other.toString(), evaluated.get("data").asText());
    }

    @Test
    void accuracyBelowTheOneAskedForIsAFailedCheck() {
        eval("--checkpoint", run, "--min-accuracy", "0.95");
        CliRunner.Result result = CliRunner.run("eval", "--checkpoint", run, "--min-accuracy", "0.999999", "--json");
        assertEquals(ExitCode.CHECK_FAILED, result.exitCode());
        assertEquals(
                SmallExperiment.LEARNABLE,
                Json.parseStrict(result.out()).get("accuracy").doubleValue());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void withoutValidationSetThereIsNoValidationSplit() {
        Path whole = folder.resolve("whole");
        SmallExperiment.train(config, whole, "--set", "data.validation=0");
        CliRunner.Result result = CliRunner.run("eval", "--checkpoint", whole, "--split", "validation");
        assertEquals(ExitCode.BAD_DATA, result.exitCode());
        assertTrue(result.err().startsWith("data.validation: "), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void dataThatDoesNotFitTheNetworkIsRefused() {
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

    private static int supportOf(JsonNode evaluation) {
        int support = 0;
        for (JsonNode score : evaluation.get("perClass")) {
            support += score.get("support").intValue();
        }
        assertEquals(evaluation.get("examples").intValue(), support);
        return support;
    }

    private static JsonNode eval(Object... arguments) {
        return CliRunner.json(
                Stream.concat(Stream.of("eval", "--json"), Stream.of(arguments)).toArray());
    }
}
