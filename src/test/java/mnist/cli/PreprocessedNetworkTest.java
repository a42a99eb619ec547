package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a network was shown its training images goes with it to every command that asks it. */
class PreprocessedNetworkTest {
    private static final int PICTURES = 40;

    @TempDir
    private static Path folder;

    private static Path config;

    @BeforeAll
    static void writeConfig() {
        config = SmallExperiment.write(folder);
    }

    /** Trains briefly, so that its outputs are still unsure of many images. */
    private static Path train(String preprocess) {
        Path run = folder.resolve(preprocess);
        if (!Files.exists(run)) {
            SmallExperiment.train(
                    config,
                    run,
                    "--set",
                    "data.preprocess=" + preprocess,
                    "--set",
                    "optimizer.learningRate=0.1",
                    "--set",
                    "training.epochs=1");
        }
        return run;
    }

    /** Returns what eval writes: index, label, answer, and the outputs of each image. */
    private static List<String[]> evaluated(Path run, String split) throws IOException {
        Path csv = folder.resolve("predictions.csv");
        CliRunner.succeed("eval", run, "--split", split, "--predictions", csv);
        return Files.readAllLines(csv).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }

    private static void assertSame(String[] row, JsonNode answer, JsonNode outputs) {
        assertEquals(row[2], answer.asText(), "answer to image " + row[0]);
        assertEquals(row.length - 3, outputs.size());
        for (int k = 0; k < outputs.size(); k++) {
            assertEquals(
                    Double.parseDouble(row[3 + k]), outputs.get(k).doubleValue(), 1e-6, "output of image " + row[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"standardise", "centre-pixels"})
    void picturesOfTestImagesGetEvalsAnswers(String preprocess) throws IOException {
        Path run = train(preprocess);
        Dataset test = Dataset.load(folder.resolve("data"), Split.TEST);
        List<Object> arguments = new ArrayList<>(List.of("predict", "--checkpoint", run, "--raw", "--json"));
        for (int i = 0; i < PICTURES; i++) {
            arguments.add(picture(test, i));
        }
        List<JsonNode> predictions = CliRunner.succeed(arguments.toArray())
                .lines()
                .map(Json::parseStrict)
                .toList();
        List<String[]> rows = evaluated(run, "test");
        for (int i = 0; i < PICTURES; i++) {
            assertSame(
                    rows.get(i),
                    predictions.get(i).get("answer"),
                    predictions.get(i).get("outputs"));
        }
    }

    private static Path picture(Dataset examples, int example) throws IOException {
        BufferedImage image = new BufferedImage(examples.columns(), examples.rows(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < examples.rows(); y++) {
            for (int x = 0; x < examples.columns(); x++) {
                image.getRaster().setSample(x, y, 0, examples.pixel(example, y, x));
            }
        }
        Path file = folder.resolve("image" + example + ".png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"standardise", "centre-pixels"})
    void anExplanationIsOfEvalsAnswerForTheExampleAndForItsPicture(String preprocess) throws IOException {
        Path run = train(preprocess);
        Dataset test = Dataset.load(folder.resolve("data"), Split.TEST);
        List<String[]> rows = evaluated(run, "test");
        for (int i : new int[] {0, 7, 50}) {
            JsonNode example = CliRunner.json("explain", "--checkpoint", run, "--index", "" + i, "--json");
            assertExplains(rows.get(i), example);
            JsonNode shown = CliRunner.json("explain", "--checkpoint", run, "--raw", picture(test, i), "--json");
            assertExplains(rows.get(i), shown);
        }
    }

    private static void assertExplains(String[] row, JsonNode report) {
        assertSame(row, report.at("/explanation/answer"), report.at("/explanation/layers/1/activations"));
    }

    /** The cost that gradcheck differentiates is that of eval's probabilities. */
    @ParameterizedTest
    @ValueSource(strings = {"standardise", "centre-pixels"})
    void theCheckedGradientIsThatOfTheCostThatEvalSees(String preprocess) throws IOException {
        Path run = train(preprocess);
        double cost = 0;
        for (String[] row : evaluated(run, "train").subList(0, 10)) {
            cost -= Math.log(Double.parseDouble(row[3 + Integer.parseInt(row[1])])) / 10;
        }
        JsonNode check = CliRunner.json(
                        "gradcheck", "--config", run.resolve("config.json"), "--checkpoint", run, "--json")
                .get("check");
        assertTrue(check.get("passed").booleanValue(), check.toString());
        assertEquals(cost, check.get("cost").doubleValue(), 1e-6);
    }
}
