package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.json.Json;
import mnist.storage.AtomicFile;
import mnist.storage.SafetensorsReader;
import mnist.storage.Tensor;
import mnist.storage.TensorFile;
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

    @Test
    void worstMistakesAreListedAndDrawn() throws IOException {
        Path png = folder.resolve("wrong.png");
        JsonNode evaluated = eval(run, "--wrong", "4", "--png", png);
        JsonNode wrong = evaluated.get("wrong");
        assertEquals(4, wrong.size());
        Dataset test = Dataset.load(folder.resolve("data"), Split.TEST);
        double widest = 1;
        for (JsonNode mistake : wrong) {
            assertEquals(
                    test.label(mistake.get("index").intValue()),
                    mistake.get("label").intValue());
            assertNotEquals(mistake.get("label"), mistake.get("answer"));
            double gap = mistake.get("probability").doubleValue()
                    - mistake.get("labelProbability").doubleValue();
            assertTrue(gap > 0 && gap <= widest, wrong.toString());
            widest = gap;
        }
        assertTrue(ImageIO.read(png.toFile()).getWidth() > 100);
        String text = CliRunner.succeed("eval", run, "--wrong");
        assertTrue(text.contains("6 of 6 mistakes, the widest gap first"), text);
        assertTrue(eval(run).get("wrong").isNull());
    }

    @Test
    void predictionsAreARowForEachExampleThatAddUpToTheAccuracy() throws IOException {
        Path csv = folder.resolve("predictions.csv");
        JsonNode evaluated = eval(run, "--predictions", csv);
        List<String> lines = Files.readAllLines(csv);
        assertEquals("index,label,answer,output_0,output_1,output_2", lines.get(0));
        assertEquals(SmallExperiment.TEST + 1, lines.size());
        int right = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",");
            right += fields[1].equals(fields[2]) ? 1 : 0;
            double sum = 0;
            for (int k = 3; k < 6; k++) {
                sum += Float.parseFloat(fields[k]);
                assertTrue(Float.parseFloat(fields[k]) <= Float.parseFloat(fields[3 + Integer.parseInt(fields[2])]));
            }
            assertEquals(1, sum, 1e-5);
        }
        assertEquals(evaluated.get("correct").intValue(), right);
    }

    @Test
    void topAccuracyAndCalibrationErrorAreFractions() {
        JsonNode evaluated = eval(run);
        // Of three classes only the two likeliest are a question.
        assertEquals(
                "[2]",
                evaluated.get("topAccuracy").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList()
                        .toString());
        double top = evaluated.at("/topAccuracy/2").doubleValue();
        assertTrue(top >= evaluated.get("accuracy").doubleValue() && top <= 1);
        double error = evaluated.get("calibrationError").doubleValue();
        assertTrue(error > 0 && error < 0.5, "error " + error);
    }

    /** As PyTorch would write this network: without metadata, by the names and in the order of its own. */
    @Test
    void fileOfAnotherProgramIsEvaluatedWithTheConfigThatNamesItsNetwork() throws IOException {
        TensorFile ours = SafetensorsReader.read(run.resolve("best.safetensors"));
        List<Tensor> renamed = Stream.of("0.bias", "0.weight", "2.bias", "2.weight")
                .map(name -> new Tensor(
                        name.replace("2.", "3.").replace("0.", "1."),
                        ours.byName().get(name).shape(),
                        ours.byName().get(name).values()))
                .toList();
        Path file = folder.resolve("torch.safetensors");
        AtomicFile.write(file, new TensorFile(Map.of("format", "pt"), renamed)::write);
        CliRunner.Result unnamed = CliRunner.run("eval", file);
        assertEquals(ExitCode.BAD_DATA, unnamed.exitCode());
        assertTrue(unnamed.err().contains("say with --config which network"), unnamed.err());
        JsonNode named = eval(file, "--config", config);
        JsonNode expected = eval(run);
        assertEquals(expected.get("confusion"), named.get("confusion"));
        assertEquals(expected.get("cost"), named.get("cost"));
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
