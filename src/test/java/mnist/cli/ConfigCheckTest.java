package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.data.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A config is checked together with the data that it names, and the memory that it needs. */
class ConfigCheckTest {
    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void writeConfig() {
        config = SmallExperiment.write(folder);
    }

    @Test
    void configThatFitsItsDataSaysWhatItTrainsOn() {
        String out = CliRunner.succeed("config", "check", config);
        assertTrue(out.contains("fits, 240 examples to train on, 60 for validation"), out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network.layers=[37,8,3] | found 6 x 6 = 36 pixels, expected 37",
                "network.layers=[36,8,2] | found 2, expected 0 to 1",
                "data.validation=300 | leaves nothing to train on, found 300 of 300 examples"
            })
    void configThatDoesNotFitItsDataIsRefused(String option, String message) {
        assertRefused(ExitCode.BAD_DATA, message, "config", "check", config, "--set", option);
    }

    @Test
    void testImagesOfAnotherShapeAreRefused() {
        SmallExperiment.builder(SmallExperiment.TEST).size(4, 9).write(folder.resolve("data"), Split.TEST);
        assertRefused(ExitCode.BAD_DATA, "found 4 x 9, expected 6 x 6", "config", "check", config);
    }

    @Test
    void missingTestFileIsRefused() throws IOException {
        Files.delete(folder.resolve("data").resolve(Split.TEST.labelFile()));
        assertRefused(ExitCode.BAD_DATA, "no file " + Split.TEST.labelFile(), "config", "check", config);
    }

    @Test
    void configOfDataThatIsNotHereIsValid() {
        String out = CliRunner.succeed("config", "check", config, "--set", "data.directory=elsewhere");
        assertTrue(out.endsWith("elsewhere: no such folder here, so not checked" + System.lineSeparator()), out);
    }

    @ParameterizedTest
    @CsvSource({"config check", "train", "bench"})
    void networkTooLargeForTheMemoryIsRefusedBeforeAnythingIsWritten(String command) {
        Path run = folder.resolve("run");
        Object[] arguments = switch (command) {
            case "train" -> new Object[] {"train", "--config", config, "--set", LARGE, "--out", run};
            case "bench" -> new Object[] {"bench", "--config", config, "--set", LARGE};
            default -> new Object[] {"config", "check", config, "--set", LARGE};
        };
        assertRefused(ExitCode.WRONG_USE, "memory: network.layers: too large for ", arguments);
        assertFalse(Files.exists(run));
    }

    private static final String LARGE = "network.layers=[36,1000000,400,3]";

    private static void assertRefused(int exitCode, String message, Object... arguments) {
        CliRunner.Result result = CliRunner.run(arguments);
        assertEquals(exitCode, result.exitCode(), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains(message), result.err());
        assertEquals("", result.out());
    }

    @Test
    void validationExamplesAreTheLastOfTheTrainingFile() {
        Path data = folder.resolve("data");
        String shown = CliRunner.succeed(
                "data", "show", "--data", data, "--split", "validation", "--validation", "60", "--index", "2");
        String same = CliRunner.succeed("data", "show", "--data", data, "--split", "train", "--index", "242");
        assertEquals(same.replace("example 242 of the train split", "example 2 of the validation split"), shown);
        assertRefused(
                ExitCode.WRONG_USE,
                "--validation: no such number of examples, found 301, expected 1 to 300",
                "data",
                "show",
                "--data",
                data,
                "--split",
                "validation",
                "--validation",
                "301",
                "--index",
                "0");
    }
}
