package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import mnist.data.Split;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsDiffCommandTest {
    @TempDir
    private static Path folder;

    private static Path first;
    private static Path longer;
    private static Path elsewhere;
    private static Path otherData;

    /** The last run has the same images, but other labels: what it learns is no answer to the questions of the first. */
    @BeforeAll
    static void trainThree() {
        Path config = SmallExperiment.write(folder);
        first = folder.resolve("first");
        longer = folder.resolve("longer");
        elsewhere = folder.resolve("elsewhere");
        otherData = folder.resolve("other");
        for (Split split : Split.values()) {
            SmallExperiment.builder(split == Split.TEST ? SmallExperiment.TEST : SmallExperiment.TRAINING_FILE)
                    .labels(example -> (example + 1) % 3)
                    .write(otherData, split);
        }
        SmallExperiment.train(config, first, "--set", "training.epochs=1");
        SmallExperiment.train(config, longer, "--set", "training.epochs=4");
        SmallExperiment.train(config, elsewhere, "--set", "data.directory=" + otherData);
    }

    @Test
    void everySettingOfTheConfigsIsComparedTheEpochsToo() {
        JsonNode difference = CliRunner.json("runs", "diff", first, longer, "--json");
        assertEquals(1, difference.get("config").size(), difference.toString());
        assertEquals("training.epochs", difference.at("/config/0/path").textValue());
        assertEquals("1", difference.at("/config/0/a").textValue());
        assertEquals("4", difference.at("/config/0/b").textValue());
        String text = CliRunner.succeed("runs", "diff", first, longer);
        assertTrue(text.contains("training.epochs  1"), text);
    }

    @Test
    void namesStandWithoutQuotesAsInTheListOfRuns() {
        String text = CliRunner.succeed("runs", "diff", first, elsewhere);
        String expected = "data\\.directory +" + folder.resolve("data") + " +" + otherData + "\n";
        assertTrue(Pattern.compile(expected).matcher(text).find(), text);
    }

    @Test
    void mcNemarCountsTheTestImagesThatOneOfThemAloneHasRight() {
        JsonNode difference = CliRunner.json("runs", "diff", first, longer, "--json");
        JsonNode comparison = difference.get("comparison");
        assertEquals(SmallExperiment.TEST, comparison.get("examples").intValue());
        for (String side : List.of("A", "B")) {
            Path run = side.equals("A") ? first : longer;
            assertEquals(
                    CliRunner.json("eval", "--checkpoint", run, "--json")
                            .get("correct")
                            .intValue(),
                    comparison.get("correct" + side).intValue());
        }
        assertEquals(
                comparison.get("correctA").intValue()
                        - comparison.get("correctB").intValue(),
                comparison.at("/mcnemar/onlyA").intValue()
                        - comparison.at("/mcnemar/onlyB").intValue());
    }

    @Test
    void runsWithDifferentTestSetsAreComparedOnlyOnTheOneThatIsNamed() {
        JsonNode difference = CliRunner.json("runs", "diff", first, elsewhere, "--json");
        assertTrue(difference.get("comparison").isNull(), difference.toString());
        assertTrue(difference.get("notCompared").textValue().contains("--data"), difference.toString());
        String text = CliRunner.succeed("runs", "diff", first, elsewhere);
        assertTrue(text.contains("trained on " + otherData), text);
        assertFalse(text.contains("McNemar"), text);
        JsonNode named = CliRunner.json("runs", "diff", first, elsewhere, "--data", otherData, "--json");
        assertEquals(otherData.toString(), named.at("/comparison/data").textValue());
        assertTrue(named.at("/comparison/correctB").intValue()
                > named.at("/comparison/correctA").intValue());
    }

    @Test
    void dataThatFitsNeitherNetworkIsRefusedWithItsFolder() {
        Path large =
                SmallExperiment.builder(SmallExperiment.TEST).size(7, 6).write(folder.resolve("large"), Split.TEST);
        CliRunner.Result result = CliRunner.run("runs", "diff", first, longer, "--data", large);
        assertEquals(ExitCode.BAD_DATA, result.exitCode());
        assertTrue(result.err().startsWith(large + ": t10k-images-idx3-ubyte: "), result.err());
    }

    @Test
    void aProbabilityTooSmallForANumberIsGivenABound() {
        assertEquals("p < 1e-300", Format.probability(0));
        assertEquals("p < 1e-300", Format.probability(2e-301));
        assertEquals("p = 0.0312", Format.probability(0.03125 - 1e-9));
        assertEquals("p = 1.52e-23", Format.probability(1.5239706e-23));
    }
}
