package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.insight.DrawnDigit;
import mnist.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that MNIST has never seen, and pictures made of MNIST's own, asked of a network that was trained a little. */
class PredictCommandTest {
    private static final Color WHITE = Color.WHITE;
    private static final Color BLACK = Color.BLACK;
    private static final int SAMPLE = 200;

    @TempDir
    private static Path folder;

    private static Path run;
    private static Dataset test;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        String layers = "network.layers=[784,60,10]";
        CliRunner.succeed(
                "train",
                "--config",
                "configs/softmax.json",
                "--set",
                layers,
                "--set",
                "training.epochs=6",
                "--out",
                run,
                "-q");
        test = Dataset.load(Path.of("data/mnist"), Split.TEST);
    }

    private static List<JsonNode> predict(List<Path> images, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("predict", "--checkpoint", run, "--json"));
        arguments.addAll(List.of(more));
        arguments.addAll(images);
        CliRunner.Result result = CliRunner.run(arguments.toArray());
        assertEquals("", result.err());
        return result.out().lines().map(Json::parseStrict).toList();
    }

    private static Path write(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name + ".png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static BufferedImage drawn(String kind, int digit, int style) {
        DrawnDigit drawing = new DrawnDigit(digit, style);
        Color blue = new Color(20, 20, 90);
        Color cream = new Color(240, 238, 225);
        DrawnDigit.Pen pen = new DrawnDigit.Pen(blue, cream, 140, 0.08, 0.5, 0.5, 5);
        return switch (kind) {
            case "felt pen" -> drawing.draw(new DrawnDigit.Pen(BLACK, WHITE, 200, 0.15, 0.5, 0.5, 0));
            case "fine pen" -> drawing.draw(new DrawnDigit.Pen(BLACK, WHITE, 220, 0.03, 0.5, 0.5, 0));
            case "small in a corner" -> drawing.draw(new DrawnDigit.Pen(BLACK, WHITE, 40, 0.1, 0.2, 0.75, 0));
            case "chalk" -> drawing.draw(new DrawnDigit.Pen(cream, new Color(40, 70, 50), 180, 0.09, 0.45, 0.5, -6));
            case "pencil" ->
                DrawnDigit.withNoise(
                        drawing.draw(new DrawnDigit.Pen(
                                new Color(130, 130, 130), new Color(215, 215, 210), 170, 0.06, 0.55, 0.5, 5)),
                        5);
            case "shadow and noise" -> DrawnDigit.withNoise(DrawnDigit.inUnevenLight(drawing.draw(pen)), 12);
            case "ruled paper" -> DrawnDigit.withNoise(DrawnDigit.onRuledPaper(drawing.draw(pen), false), 4);
            case "squared paper in a shadow" ->
                DrawnDigit.inUnevenLight(DrawnDigit.onRuledPaper(drawing.draw(pen), true));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "felt pen",
                "fine pen",
                "small in a corner",
                "chalk",
                "pencil",
                "shadow and noise",
                "ruled paper",
                "squared paper in a shadow"
            })
    void drawnDigitsAreRecognised(String kind) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int digit = 0; digit < 10; digit++) {
            files.add(write(kind + digit, drawn(kind, digit, (digit + kind.length()) % 2)));
        }
        List<JsonNode> predictions = predict(files);
        int right = 0;
        for (int i = 0; i < 10; i++) {
            right += predictions.get(i).get("answer").intValue() == i ? 1 : 0;
            assertEquals(
                    files.get(i).toString(), predictions.get(i).get("image").textValue());
        }
        assertTrue(right >= 9, kind + ": " + right + " of 10");
    }

    private static BufferedImage exported(int example) {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 784; i++) {
            image.getRaster().setSample(i % 28, i / 28, 0, test.pixel(example, i / 28, i % 28));
        }
        return image;
    }

    /** Four times as large, somewhere, black ink on white. */
    private static BufferedImage enlarged(int example, Random random) {
        BufferedImage image = new BufferedImage(150, 140, BufferedImage.TYPE_BYTE_GRAY);
        int left = random.nextInt(150 - 112 + 1);
        int top = random.nextInt(140 - 112 + 1);
        for (int y = 0; y < 140; y++) {
            for (int x = 0; x < 150; x++) {
                boolean inside = x >= left && x < left + 112 && y >= top && y < top + 112;
                int ink = inside ? test.pixel(example, (y - top) / 4, (x - left) / 4) : 0;
                image.getRaster().setSample(x, y, 0, 255 - ink);
            }
        }
        return image;
    }

    @Test
    void testImagesAsTheyAreGetEvalsAnswers() throws IOException {
        Path csv = folder.resolve("eval.csv");
        CliRunner.succeed("eval", run, "--predictions", csv);
        List<String> rows = Files.readAllLines(csv);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < SAMPLE; i++) {
            files.add(write("test" + i, exported(i)));
        }
        List<JsonNode> predictions = predict(files, "--raw");
        for (int i = 0; i < SAMPLE; i++) {
            String[] row = rows.get(i + 1).split(",");
            assertEquals(row[2], predictions.get(i).get("answer").asText());
            assertEquals(
                    Double.parseDouble(row[5]),
                    predictions.get(i).at("/outputs/2").doubleValue(),
                    1e-6);
        }
    }

    @Test
    void enlargedShiftedAndInvertedTestImagesAreRecognisedAsWell() throws IOException {
        Random random = new Random(4);
        List<Path> raw = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < SAMPLE; i++) {
            raw.add(write("raw" + i, exported(i)));
            files.add(write("large" + i, enlarged(i, random)));
        }
        int expected = right(predict(raw, "--raw"));
        int found = right(predict(files));
        assertTrue(found >= expected - SAMPLE / 100, found + " right, " + expected + " of the originals");
    }

    private static int right(List<JsonNode> predictions) {
        int right = 0;
        for (int i = 0; i < predictions.size(); i++) {
            right += predictions.get(i).get("answer").intValue() == test.label(i) ? 1 : 0;
        }
        return right;
    }

    @Test
    void whatTheNetworkSawCanBeShownSavedAndAskedAgain() throws IOException {
        Path file = write("nine", drawn("chalk", 9, 0));
        Path saved = folder.resolve("saved.png");
        String text = CliRunner.succeed("predict", "--checkpoint", run, file, "--show", "--save", saved);
        List<String> lines = text.lines().toList();
        assertEquals(28 + 1 + 10 + 1, lines.size(), text);
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80 || line.startsWith("image ")), text);
        assertTrue(lines.get(38).startsWith(" 9  ") && lines.get(38).contains("###"), text);
        assertTrue(lines.get(39).startsWith("answer  9, "), text);
        JsonNode first = predict(List.of(file)).get(0);
        JsonNode again = predict(List.of(saved), "--raw").get(0);
        assertEquals(first.get("outputs"), again.get("outputs"));
    }

    private static String doubts(String name, BufferedImage image) throws IOException {
        return predict(List.of(write(name, image))).get(0).get("doubts").toString();
    }

    @Test
    void picturesThatAreHardlyADigitSaySo() throws IOException {
        BufferedImage blank = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        assertTrue(doubts("blank", blank).contains("empty"));
        BufferedImage two = drawn("felt pen", 3, 0);
        BufferedImage both = new BufferedImage(800, 300, BufferedImage.TYPE_INT_RGB);
        both.createGraphics().drawImage(two, 0, 0, null);
        both.createGraphics().drawImage(two, 400, 0, null);
        assertTrue(doubts("both", both).contains("several-pieces"));
        assertEquals("[]", doubts("one", two));
        CliRunner.Result result = CliRunner.run("predict", "--checkpoint", run, folder.resolve("both.png"));
        assertTrue(result.err().startsWith("warning: "), result.err());
        assertEquals(ExitCode.DONE, result.exitCode());
    }

    @Test
    void oneBadFileAmongManyIsToldAndTheOthersAreAnswered() throws IOException {
        Path good = write("good", drawn("felt pen", 7, 1));
        Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
        CliRunner.Result result = CliRunner.run("predict", "--checkpoint", run, good, bad, good);
        assertEquals(ExitCode.BAD_DATA, result.exitCode());
        assertEquals(2, result.out().lines().count(), result.out());
        assertTrue(result.err().contains("bad.png: is not a picture that can be read"), result.err());
    }

    @Test
    void aNetworkOfOtherImagesGetsThemInItsOwnSize() throws IOException {
        Path config = SmallExperiment.write(Files.createDirectories(folder.resolve("six")));
        SmallExperiment.train(config, folder.resolve("six/run"));
        Path file = write("bar", drawn("felt pen", 1, 0));
        Path saved = folder.resolve("six.png");
        CliRunner.run("predict", "--checkpoint", folder.resolve("six/run"), file, "--save", saved);
        assertEquals(6, ImageIO.read(saved.toFile()).getWidth());
        CliRunner.Result raw = CliRunner.run("predict", "--checkpoint", folder.resolve("six/run"), file, "--raw");
        assertTrue(raw.err().contains("found 400 x 300, expected 6 x 6"), raw.err());
    }
}
