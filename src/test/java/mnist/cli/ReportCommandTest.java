package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mnist.data.Dataset;
import mnist.experiment.EvaluationReport;
import mnist.experiment.Subject;
import mnist.insight.ReportScript;
import mnist.json.Json;
import mnist.training.Answers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report's page as text, and its script under node. */
class ReportCommandTest {
    private static final Pattern NETWORK = Pattern.compile("id=\"network\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private static Path folder;

    private static Path config;

    @BeforeAll
    static void train() {
        config = SmallExperiment.write(folder);
    }

    private static String page(Path directory) throws IOException {
        Path page = folder.resolve("page.html");
        assertEquals(
                "page  " + page + "\n",
                CliRunner.succeed("report", directory, "--out", page).replace("\r", ""));
        return Files.readString(page);
    }

    @Test
    void pageHasTheFiguresOfEvalAndEverySection() throws IOException {
        Path run = folder.resolve("run");
        SmallExperiment.train(config, run, "--set", "optimizer.learningRate=0.1");
        String page = page(run);
        JsonNode report = CliRunner.json("eval", "--checkpoint", run, "--json");
        double accuracy = 100 * report.get("accuracy").asDouble();
        assertTrue(page.contains("<dt>accuracy</dt><dd>%.2f %%</dd>".formatted(accuracy)));
        assertTrue(page.contains(
                "<dt>cost</dt><dd>%.4f</dd>".formatted(report.get("cost").asDouble())));
        for (JsonNode row : report.get("confusion")) {
            for (JsonNode count : row) {
                assertTrue(page.contains(">" + count.asInt() + "</td>"), count + " is missing");
            }
        }
        for (String id :
                List.of("figures", "try", "curves", "confusion", "mistakes", "weights", "config", "provenance")) {
            assertTrue(page.contains("<section id=\"" + id + "\">") && page.contains("href=\"#" + id + "\""), id);
        }
        assertTrue(page.contains("&quot;learningRate&quot;: 0.1"), "config");
        assertTrue(page.contains("<dt>command</dt><dd>mnist train --config"), "provenance");
    }

    @Test
    void pageAsksForNothingFromOutside() throws IOException {
        Path run = folder.resolve("alone");
        SmallExperiment.train(config, run);
        String page = page(run);
        Matcher reference =
                Pattern.compile("(?:src|href|action)=\"([^\"]{0,40})").matcher(page);
        while (reference.find()) {
            assertTrue(reference.group(1).matches("(data:|#).*"), reference.group());
        }
        assertFalse(page.matches("(?s).*(https?:|url\\(|@import|fetch\\().*"), "a link to somewhere");
        assertTrue(page.contains("default-src 'none'"));
    }

    @Test
    void namesAreTextAndNoMarkup() throws IOException {
        Path run = folder.resolve("<b>&\"'");
        SmallExperiment.train(config, run);
        String page = page(run);
        assertTrue(page.contains("<title>Run &lt;b&gt;&amp;&quot;&#39;</title>"));
        assertFalse(page.contains("<b>"));
    }

    @Test
    void aNetworkTooLargeToDrawHasNoInteractiveView() throws IOException {
        Path run = folder.resolve("large");
        SmallExperiment.train(config, run, "--set", "network.layers=[36,4000,3]", "--set", "training.epochs=1");
        assertFalse(page(run).contains("id=\"try\""));
    }

    @Test
    void aSweepHasItsRankingImportancePlotsAndCurves() throws IOException {
        SweepCommandTest.writeSpec(folder);
        Path sweep = folder.resolve("sweep");
        JsonNode result =
                CliRunner.json("sweep", "--spec", folder.resolve("sweep.json"), "--out", sweep, "-q", "--json");
        String page = page(sweep);
        double best = result.get("ranking").get(0).get("mean").asDouble();
        assertTrue(page.contains("<th scope=\"row\">1</th>"), "ranking");
        assertTrue(page.contains("<td>%.4f</td>".formatted(best)), "ranking");
        for (String id : List.of("ranking", "importance", "plots", "curves")) {
            assertTrue(page.contains("<section id=\"" + id + "\">"), id);
        }
        assertTrue(page.contains("functional ANOVA"));
    }

    @Test
    void aSweepIsLeftAsItIs() throws IOException {
        SweepCommandTest.writeSpec(folder);
        Path sweep = folder.resolve("left");
        CliRunner.succeed("sweep", "--spec", folder.resolve("sweep.json"), "--out", sweep, "-q");
        FileTime longAgo = FileTime.fromMillis(0);
        Path best = sweep.resolve("best-config.json");
        Files.delete(best);
        Files.setLastModifiedTime(sweep.resolve("results.csv"), longAgo);
        assertFalse(page(sweep).contains("best-config.json"), "a file that is not there");
        assertEquals(longAgo, Files.getLastModifiedTime(sweep.resolve("results.csv")));
        assertFalse(Files.exists(best));
    }

    @Test
    void theFileMustBeAPage() {
        CliRunner.Result result = CliRunner.run("report", folder, "--out", folder.resolve("page.txt"));
        assertEquals(ExitCode.WRONG_USE, result.exitCode());
        assertTrue(result.err().contains("expected a name that ends in .html"), result.err());
    }

    /** Every activation, every preprocessing; the last network sees a thousand images of the test set. */
    @Test
    void scriptHasTheOutputsOfTheProgram() throws Exception {
        assertSameOutputs("[\"tanh\",\"relu\"]", "standardise", 120);
        assertSameOutputs("[\"softplus\",\"gelu\"]", "centre-pixels", 120);
        assertSameOutputs("[\"identity\",\"sigmoid\"]", "scale", 120);
        assertSameOutputs(RealRun.directory(), 1000);
    }

    private static void assertSameOutputs(String hidden, String preprocess, int images) throws Exception {
        Path run = folder.resolve(preprocess);
        SmallExperiment.train(
                config,
                run,
                "--set",
                "network.layers=[36,8,5,3]",
                "--set",
                "network.hidden=" + hidden,
                "--set",
                "data.preprocess=" + preprocess,
                "--set",
                "optimizer.learningRate=0.1");
        assertSameOutputs(run, images);
    }

    private static void assertSameOutputs(Path run, int images) throws Exception {
        Matcher network = NETWORK.matcher(page(run));
        assertTrue(network.find());
        Subject.Source source = Subject.Source.read(run, Optional.empty());
        Answers answers = Subject.load(source, Optional.empty(), EvaluationReport.Part.TEST, warning -> {})
                .answers();
        Path input = Files.writeString(
                folder.resolve("input.json"),
                "{\"network\": " + network.group(1) + ", \"images\": "
                        + Json.compact(Stream.iterate(0, i -> i + 1)
                                .limit(images)
                                .map(i -> pixels(answers.examples(), i))
                                .toList())
                        + "}");
        JsonNode outputs = ReportScript.run("""
                const network = report.networkOf(input.network);
                const outputs = input.images.map((image) =>
                  Array.from(report.forward(network, report.bytesOf(image)).pop().a));
                process.stdout.write(JSON.stringify(outputs));
                """, input);
        double largest = 0;
        for (int i = 0; i < images; i++) {
            for (int k = 0; k < answers.outputs()[i].length; k++) {
                largest = Math.max(
                        largest,
                        Math.abs(answers.outputs()[i][k] - outputs.get(i).get(k).asDouble()));
            }
        }
        assertEquals(images, outputs.size());
        assertTrue(largest <= 1e-5, run + ": largest difference " + largest);
    }

    private static String pixels(Dataset examples, int index) {
        byte[] pixels = new byte[examples.pixels()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) examples.pixel(index, i / examples.columns(), i % examples.columns());
        }
        return Base64.getEncoder().encodeToString(pixels);
    }
}
