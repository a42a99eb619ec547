package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of runs, as a user makes them. */
class PlotCommandTest {
    @TempDir
    private static Path folder;

    private static Path config;

    @BeforeAll
    static void train() {
        config = SmallExperiment.write(folder);
        for (String seed : new String[] {"7", "8", "9"}) {
            SmallExperiment.train(config, folder.resolve("runs/seed" + seed), "--set", "training.seed=" + seed);
        }
        SmallExperiment.train(config, folder.resolve("slow"), "--set", "optimizer.learningRate=0.01");
        SmallExperiment.train(config, folder.resolve("drunk"), "--keep", "6", "--set", "training.batchSize=5");
        SmallExperiment.train(config, folder.resolve("careful"), "--keep", "1", "--set", "training.batchSize=full");
    }

    private static String svg(String kind, Object... runs) throws IOException {
        Path file = folder.resolve(kind + ".svg");
        Object[] arguments = new Object[runs.length + 4];
        arguments[0] = "plot";
        arguments[1] = kind;
        System.arraycopy(runs, 0, arguments, 2, runs.length);
        arguments[runs.length + 2] = "--out";
        arguments[runs.length + 3] = file;
        assertEquals("picture  " + file + "\n", CliRunner.succeed(arguments).replace("\r", ""));
        return Files.readString(file);
    }

    @Test
    void confusionHasTheNumbersOfEval() throws IOException {
        Path run = folder.resolve("slow");
        String picture = svg("confusion", run);
        assertEquals(picture, svg("confusion", run), "the same picture has the same bytes");
        JsonNode report = CliRunner.json("eval", "--checkpoint", run, "--json");
        for (JsonNode row : report.get("confusion")) {
            for (JsonNode count : row) {
                assertTrue(count.asInt() == 0 || picture.contains(">" + count.asInt() + "<"), count + " is missing");
            }
        }
        assertTrue(picture.contains("of 120 test examples right"), picture);
    }

    @Test
    void wrongShowsTheMistakesOfEval() throws IOException {
        Path run = folder.resolve("slow");
        JsonNode report = CliRunner.json("eval", "--checkpoint", run, "--json");
        int mistakes = report.get("examples").asInt() - report.get("correct").asInt();
        assertTrue(mistakes > 36, "too few for this test: " + mistakes);
        String picture = svg("wrong", run);
        assertTrue(picture.contains("The worst 36 of " + mistakes + " mistakes on 120 examples"), picture);
        assertEquals(36, picture.split("<image ", -1).length - 1);
    }

    @Test
    void runsThatDifferInTheSeedAloneAreOneCurveAndTheOthersAreNamedByWhatDiffers() throws IOException {
        String picture = svg("curves", folder.resolve("runs"), folder.resolve("slow"));
        assertTrue(picture.contains(">learningRate 2 (3 runs)<"), picture);
        assertTrue(picture.contains(">learningRate 0.01<"), picture);
        assertTrue(picture.contains("standard deviation over runs"), picture);
    }

    @Test
    void aRunThatDiffersInMoreThanALineHoldsIsNamedByItsDirectoryFirst() throws IOException {
        SmallExperiment.train(
                config,
                folder.resolve("far"),
                "--set",
                "data.preprocess=centre-pixels",
                "--set",
                "network.hidden=relu",
                "--set",
                "network.initializer=he",
                "--set",
                "optimizer={\"type\": \"nesterov\", \"learningRate\": 0.1, \"schedule\": {\"type\": \"linear\", \"epochs\": 3}}",
                "--set",
                "regularization.l2=0.0001");
        String picture = svg("curves", folder.resolve("far"), folder.resolve("slow"));
        Pattern name =
                Pattern.compile(">far: preprocess centre-pixels, hidden relu, .*, optimizer.type nesterov, .*…<");
        assertTrue(name.matcher(picture).find(), picture);
    }

    @Test
    void curvesInTheTerminalStayWithinItsWidth() {
        String text = CliRunner.runInTerminal(
                        () -> 60, "plot", "curves", folder.resolve("runs"), folder.resolve("slow"), "--terminal")
                .out();
        assertTrue(text.lines().allMatch(line -> line.length() <= 60), text);
        // The quick runs come first.
        assertTrue(text.contains("a  learningRate 2"), text);
        assertTrue(text.contains("b  learningRate 0.01"), text);
        assertTrue(text.contains("epoch 1 to 3"), text);
    }

    @Test
    void weightsAreOnePictureForEachNeuronInRedAndBlue() throws IOException {
        Path file = folder.resolve("weights.png");
        CliRunner.succeed("plot", "weights", folder.resolve("slow"), "--out", file);
        BufferedImage image = ImageIO.read(file.toFile());
        int red = 0;
        int blue = 0;
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            int difference = (rgb & 0xFF) - (rgb >> 16 & 0xFF);
            red += difference < -40 ? 1 : 0;
            blue += difference > 40 ? 1 : 0;
        }
        assertTrue(red > 1000 && blue > 1000, red + " red, " + blue + " blue");
        String svg = svg("weights", folder.resolve("slow"));
        assertEquals(8, svg.split("<image ", -1).length - 1);
        assertTrue(svg.contains(">neuron 7<"), svg);
    }

    @Test
    void histogramsAreOfTheWeightsAndActivationsOfEachLayer() throws IOException {
        String picture = svg("histograms", folder.resolve("slow"));
        for (String title :
                new String[] {"layer 1: 288 weights", "layer 1: sigmoid activations, ", "layer 2: 24 weights"}) {
            assertTrue(picture.contains(">" + title), title);
        }
        assertTrue(picture.contains(">layer 2: softmax activations<"), picture);
        assertTrue(picture.contains(">activations of 120 examples"), picture);
    }

    @Test
    void calibrationHasTheErrorOfEval() throws IOException {
        Path run = folder.resolve("slow");
        double error = CliRunner.json("eval", "--checkpoint", run, "--json")
                .get("calibrationError")
                .asDouble();
        String picture = svg("calibration", run);
        assertTrue(picture.contains(">expected calibration error (ECE) %.4f<".formatted(error)), picture);
        SmallExperiment.train(
                config, folder.resolve("relu"), "--set", "network.output=relu", "--set", "cost=squared-error");
        assertRefused("found relu, expected sigmoid or softmax", "calibration", folder.resolve("relu"));
    }

    /** 144 steps of the one, every sixth kept, and 3 of the other; both with the start. */
    @Test
    void surfaceHasThePathsOfBothRuns() throws IOException {
        String picture = svg("surface", folder.resolve("careful"), folder.resolve("drunk"));
        assertTrue(picture.contains(">careful, 4 points<"), picture);
        assertTrue(picture.contains(">drunk, 25 points<"), picture);
        assertTrue(picture.contains("mean of 240 examples"), picture);
        assertTrue(picture.contains(">cost (log)<"), picture);
    }

    @Test
    void surfaceGoesThroughThreeCheckpoints() throws IOException {
        String picture = svg(
                "surface",
                folder.resolve("slow/best.safetensors"),
                folder.resolve("runs/seed7/best.safetensors"),
                folder.resolve("runs/seed8/best.safetensors"));
        assertTrue(picture.contains("holds 100.0 % of the variance of the points"), picture);
    }

    @Test
    void surfaceNeedsThreePointsThatBelongTogether() {
        Path slow = folder.resolve("slow");
        Path best = slow.resolve("best.safetensors");
        assertRefused("no checkpoints were kept", "surface", slow);
        assertRefused("found 2 points on one line", "surface", best, best);
        SmallExperiment.train(config, folder.resolve("other"), "--set", "network.layers=[36,4,3]");
        assertRefused(
                "network.layers, found [36,4,3], expected [36,8,3]. Choose runs of one architecture and one cost.",
                "surface",
                best,
                folder.resolve("other/best.safetensors"));
        SmallExperiment.train(config, folder.resolve("tanh"), "--set", "network.hidden=tanh");
        assertRefused(
                "network.hidden, found \"tanh\", expected \"sigmoid\"",
                "surface",
                best,
                folder.resolve("tanh/best.safetensors"));
    }

    private static void assertRefused(String reason, Object... arguments) {
        Object[] line = Stream.of(new Object[] {"plot"}, arguments, new Object[] {"--out", folder.resolve("no.png")})
                .flatMap(Stream::of)
                .toArray();
        CliRunner.Result result = CliRunner.run(line);
        assertEquals(ExitCode.BAD_DATA, result.exitCode(), result.err());
        assertTrue(result.err().contains(reason), result.err());
    }
}
