package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys and values of {@code --json} that scripts rely on. */
class JsonResultsTest {
    @TempDir
    private static Path folder;

    private static Path config;
    private static Path run;
    private static JsonNode trained;

    @BeforeAll
    static void trainOnce() {
        config = SmallExperiment.write(folder);
        run = folder.resolve("run");
        trained = CliRunner.json("train", "--config", config, "--out", run, "-q", "--json");
    }

    @Test
    void trainTellsWhatCameOut() {
        assertEquals(run.toString(), trained.get("run").textValue());
        assertEquals("completed", trained.get("status").textValue());
        assertEquals(SmallExperiment.PARAMETERS, trained.get("parameters").intValue());
        assertEquals(3, trained.get("epochs").intValue());
        assertEquals(1, trained.at("/best/epoch").intValue());
        assertEquals(
                SmallExperiment.LEARNABLE,
                trained.at("/best/validationAccuracy").doubleValue());
        assertEquals(SmallExperiment.TEST, trained.at("/test/examples").intValue());
        assertEquals(fraction(trained.get("test")), trained.at("/test/accuracy").doubleValue());
        assertEquals(SmallExperiment.LEARNABLE, trained.at("/test/accuracy").doubleValue());
        assertTrue(trained.get("seconds").doubleValue() > 0);
    }

    @Test
    void evalTellsAccuracyCostClassesAndConfusion() {
        JsonNode evaluated = CliRunner.json("eval", "--checkpoint", run, "--json");
        assertEquals("test", evaluated.get("split").textValue());
        assertEquals(fraction(evaluated), evaluated.get("accuracy").doubleValue());
        // Wilson's interval of 114 right of 120, by its formula.
        assertEquals(0.8952, evaluated.at("/accuracyInterval/low").doubleValue(), 5e-5);
        assertEquals(0.9769, evaluated.at("/accuracyInterval/high").doubleValue(), 5e-5);
        assertEquals(trained.at("/test/cost"), evaluated.get("cost"));

        JsonNode confusion = evaluated.get("confusion");
        assertEquals(3, confusion.size());
        assertEquals(3, evaluated.get("perClass").size());
        assertEquals(
                evaluated.get("correct").intValue(),
                IntStream.range(0, 3)
                        .map(k -> confusion.at("/" + k + "/" + k).intValue())
                        .sum());
        for (int k = 0; k < 3; k++) {
            checkScore(k, evaluated.get("perClass").get(k), confusion);
        }
    }

    /** A class that the network never gives has no precision, and one without examples no recall: null, as NaN is no JSON. */
    @Test
    void scoreThatDoesNotExistIsNull() {
        Path blind = folder.resolve("blind");
        CliRunner.json(
                "train",
                "--config",
                config,
                "--out",
                blind,
                "-q",
                "--json",
                "--set",
                "training.epochs=0",
                "--set",
                "network.initializer=zero");
        JsonNode classes =
                CliRunner.json("eval", "--checkpoint", blind, "--json").get("perClass");
        // Equal outputs everywhere give class 0 to all 120 examples, of which 40 are of it.
        assertEquals(List.of(1.0 / 3, "null", "null"), scores(classes, "precision"));
        assertEquals(List.of(1.0, 0.0, 0.0), scores(classes, "recall"));
        assertEquals(List.of(0.5, 0.0, 0.0), scores(classes, "f1"));
    }

    private static List<Object> scores(JsonNode classes, String name) {
        return classes.findValues(name).stream()
                .<Object>map(score -> score.isNull() ? "null" : score.doubleValue())
                .toList();
    }

    @Test
    void dataVerifyTellsNameFilesAndCounts() {
        JsonNode verified = CliRunner.json("data", "verify", folder.resolve("data"), "--json");
        assertEquals("unknown", verified.get("name").textValue());
        assertEquals(List.of("data", "name", "train", "test"), names(verified));
        for (String split : List.of("train", "test")) {
            assertEquals(List.of("files", "countsPerClass"), names(verified.get(split)));
            assertEquals(2, verified.at("/" + split + "/files").size());
        }
        JsonNode images = verified.at("/test/files/0");
        assertEquals("[120,6,6]", images.get("shape").toString());
        assertTrue(images.get("sha256").textValue().matches("[0-9a-f]{64}"));
        // 6 of 120 labels are wrong, two in each class, and go to the next class: the counts stay even.
        assertEquals(
                "{\"0\":40,\"1\":40,\"2\":40}",
                verified.at("/test/countsPerClass").toString());
    }

    private static void checkScore(int k, JsonNode score, JsonNode confusion) {
        double right = confusion.at("/" + k + "/" + k).doubleValue();
        double given = IntStream.range(0, 3)
                .mapToDouble(t -> confusion.at("/" + t + "/" + k).doubleValue())
                .sum();
        double support = IntStream.range(0, 3)
                .mapToDouble(p -> confusion.at("/" + k + "/" + p).doubleValue())
                .sum();
        assertEquals(k, score.get("label").intValue());
        assertEquals(support, score.get("support").doubleValue());
        assertEquals(right / given, score.get("precision").doubleValue(), 1e-12);
        assertEquals(right / support, score.get("recall").doubleValue(), 1e-12);
        assertEquals(2 * right / (given + support), score.get("f1").doubleValue(), 1e-12);
    }

    private static double fraction(JsonNode result) {
        return result.get("correct").doubleValue() / result.get("examples").doubleValue();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
