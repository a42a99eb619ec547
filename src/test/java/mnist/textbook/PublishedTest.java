package mnist.textbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.nn.Cost;
import mnist.nn.Initializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table has a config with the settings of its source. */
class PublishedTest {
    static List<Published> rows() {
        return Published.ALL;
    }

    private static Config config(String name) {
        Published row = Published.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return ConfigReader.read(row.config(Published.FOLDER), List.of());
    }

    @Test
    void everyConfigOfTheFolderIsARow() throws IOException {
        try (Stream<Path> files = Files.list(Published.FOLDER)) {
            assertEquals(
                    Published.ALL.stream().map(row -> row.name() + ".json").collect(Collectors.toSet()),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theNetworkIsTheOneThatTheRowNames(Published row) {
        Config config = config(row.name());
        String layers = config.network().layers().stream().map(String::valueOf).collect(Collectors.joining("-"));
        assertTrue(row.setting().startsWith(layers + ","), layers);
        assertTrue(config.data().validation().count() > 0);
        assertTrue(row.accuracy().isEmpty() || row.accuracy().getAsDouble() < 1);
    }

    @Test
    void thePageHasTheRowsInTheirOrder() throws IOException {
        List<String> page = Files.readAllLines(Path.of("src/site/markdown/textbook.md")).stream()
                .filter(line -> line.contains("./mnist train --config configs/textbook/"))
                .map(line -> line.replaceFirst("( \\| [^|]*){8} \\|$", ""))
                .toList();
        assertEquals(
                rows().stream()
                        .map(row -> "| " + row.source() + " | " + row.setting())
                        .toList(),
                page);
    }

    /** SOURCES, "Published figures to reproduce": eta, minibatch, epochs and training images of Nielsen's rows. */
    @ParameterizedTest
    @CsvSource({
        "nielsen-30, 3, 30, HALF_SQUARED_ERROR",
        "nielsen-100, 3, 30, HALF_SQUARED_ERROR",
        "nielsen-30-cross-entropy, 0.5, 30, CROSS_ENTROPY",
        "nielsen-100-l2, 0.1, 60, CROSS_ENTROPY"
    })
    void nielsensSettingsAreThoseOfTheBook(String name, double rate, int epochs, Cost cost) {
        Config config = config(name);
        assertEquals(rate, config.optimizer().learningRate());
        assertEquals(epochs, config.training().epochs());
        assertEquals(10, config.training().batchSize());
        assertEquals(10_000, config.data().validation().count());
        assertEquals(cost, config.cost());
    }

    /** lambda = 5 over 50,000 images. */
    @Test
    void nielsensWeightDecayIsLambdaOverTheNumberOfImages() {
        assertEquals(
                5.0 / 50_000,
                config("nielsen-100-l2").regularization().penalty().l2());
    }

    /** The rate is in proportion to 1 / (t + constant), as Robbins and Monro ask for. */
    @Test
    void logisticRegressionHasARateThatFallsLikeOneOverT() {
        assertEquals("inverse-time", config("s3").optimizer().schedule().kind().label());
    }

    @Test
    void theSlidesDrawEveryParameterFromTheStandardNormalDistribution() {
        assertEquals(Initializer.STANDARD_NORMAL, config("s2").network().initializer());
    }
}
