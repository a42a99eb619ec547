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
        assertTrue(trained.at("/best/epoch").isIntegralNumber());
        assertTrue(trained.at("/best/validationAccuracy").isFloatingPointNumber());
        assertEquals(SmallExperiment.TEST, trained.at("/test/examples").intValue());
        assertEquals(fraction(trained.get("test")), trained.at("/test/accuracy").doubleValue());
        assertTrue(trained.at("/test/cost").doubleValue() > 0);
        assertTrue(trained.get("seconds").doubleValue() > 0);
    }

    @Test
    void evalTellsAccuracyCostClassesAndConfusion() {
        JsonNode evaluated = CliRunner.json("eval", "--checkpoint", run, "--json");
        assertEquals("test", evaluated.get("split").textValue());
        assertEquals(fraction(evaluated), evaluated.get("accuracy").doubleValue());
        double low = evaluated.at("/accuracyInterval/low").doubleValue();
        double high = evaluated.at("/accuracyInterval/high").doubleValue();
        assertTrue(0 <= low && low < evaluated.get("accuracy").doubleValue(), () -> "low " + low);
        assertTrue(evaluated.get("accuracy").doubleValue() < high && high <= 1, () -> "high " + high);
        assertTrue(evaluated.get("cost").doubleValue() > 0);

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
        assertEquals(
                1,
                IntStream.range(0, 3)
                        .filter(k -> !classes.at("/" + k + "/precision").isNull())
                        .count());
        assertTrue(classes.findValues("f1").stream().noneMatch(JsonNode::isTextual));
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
