package mnist.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import mnist.json.Json;
import mnist.nn.Activation;
import mnist.nn.Cost;
import mnist.nn.Initializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedConfigsTest {
    static List<Path> shipped() {
        return ConfigTexts.shipped();
    }

    @Test
    void allFiveAreThere() {
        List<String> names =
                shipped().stream().map(file -> file.getFileName().toString()).toList();
        assertTrue(
                names.containsAll(
                        List.of("3b1b.json", "logistic-regression.json", "smoke.json", "softmax.json", "stevens.json")),
                names.toString());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void readsAndNamesTheSchema(Path file) {
        Config config = ConfigReader.read(file, List.of());
        assertEquals("data/mnist", config.data().directory());
        assertEquals(
                ConfigTexts.SCHEMA,
                file.resolveSibling(Json.parseStrict(ConfigTexts.text(file))
                                .path("$schema")
                                .textValue())
                        .normalize());
    }

    /** Worked by hand: weights and biases of each layer, as in SOURCES S1 and S2. */
    @ParameterizedTest
    @CsvSource({
        "3b1b, 13002",
        "softmax, 13002",
        "stevens, 11935",
        "logistic-regression, 7850",
        "smoke, 12730",
        "best/784-16-16-10, 13002",
        "best/784-800-10, 636010"
    })
    void hasTheParametersOfItsSource(String name, long parameters) {
        assertEquals(parameters, shipped(name).network().architecture().parameterCount());
    }

    @Test
    void networkOf3b1bIsSigmoidWithSquaredErrorEverywhere() {
        Config config = shipped("3b1b");
        assertEquals(
                List.of(Activation.SIGMOID, Activation.SIGMOID),
                config.network().hidden());
        assertEquals(Activation.SIGMOID, config.network().output());
        assertEquals(Cost.SQUARED_ERROR, config.cost());
        assertEquals(100, config.training().batchSize());
    }

    @Test
    void networkOfStevensStartsFromTheStandardNormalDistribution() {
        assertEquals(Initializer.STANDARD_NORMAL, shipped("stevens").network().initializer());
    }

    private static Config shipped(String name) {
        return ConfigReader.read(ConfigTexts.SHIPPED.resolve(name + ".json"), List.of());
    }
}
