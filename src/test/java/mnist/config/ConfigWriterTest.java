package mnist.config;

import static mnist.config.ConfigTexts.minimal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWriterTest {
    private static final String COMPACT =
            "{\"data\":{\"directory\":\"data/mnist\",\"transpose\":\"auto\",\"labelOffset\":\"auto\",\"validation\":5000,"
                    + "\"preprocess\":\"scale\",\"augment\":{\"shift\":0,\"rotation\":0,\"elastic\":{\"alpha\":0,\"sigma\":4},\"probability\":1}},"
                    + "\"network\":{\"layers\":[784,16,16,10],\"hidden\":\"sigmoid\",\"output\":\"softmax\","
                    + "\"initializer\":\"scaled-normal\"},\"cost\":\"cross-entropy\","
                    + "\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0.4,\"schedule\":{\"type\":\"constant\",\"warmup\":0},\"clipNorm\":0},"
                    + "\"regularization\":{\"l2\":0,\"l1\":0,\"dropout\":0},"
                    + "\"training\":{\"epochs\":30,\"batchSize\":100,\"seed\":1,\"monitor\":\"validation_accuracy\",\"patience\":0,\"averaging\":0,"
                    + "\"checkpointSeconds\":30,\"keepSteps\":0}}";

    @Test
    void effectiveConfigHasEveryDefaultFilledIn() {
        assertEquals("""
                {
                  "data": {
                    "directory": "data/mnist",
                    "transpose": "auto",
                    "labelOffset": "auto",
                    "validation": 5000,
                    "preprocess": "scale",
                    "augment": {
                      "shift": 0,
                      "rotation": 0,
                      "elastic": {
                        "alpha": 0,
                        "sigma": 4
                      },
                      "probability": 1
                    }
                  },
                  "network": {
                    "layers": [784, 16, 16, 10],
                    "hidden": "sigmoid",
                    "output": "softmax",
                    "initializer": "scaled-normal"
                  },
                  "cost": "cross-entropy",
                  "optimizer": {
                    "type": "sgd",
                    "learningRate": 0.4,
                    "schedule": {
                      "type": "constant",
                      "warmup": 0
                    },
                    "clipNorm": 0
                  },
                  "regularization": {
                    "l2": 0,
                    "l1": 0,
                    "dropout": 0
                  },
                  "training": {
                    "epochs": 30,
                    "batchSize": 100,
                    "seed": 1,
                    "monitor": "validation_accuracy",
                    "patience": 0,
                    "averaging": 0,
                    "checkpointSeconds": 30,
                    "keepSteps": 0
                  }
                }
                """, ConfigWriter.toJson(minimal()));
    }

    @Test
    void settingOfAnotherOptimizerIsLeftOut() {
        String json = ConfigWriter.toCompactJson(minimal("optimizer.type=momentum"));
        assertTrue(json.contains("{\"type\":\"momentum\",\"learningRate\":0.4,\"momentum\":0.9,\"schedule\""), json);
        assertTrue(COMPACT.contains("{\"type\":\"sgd\",\"learningRate\":0.4,\"schedule\""));
    }

    @Test
    void compactConfigIsOneLine() {
        assertEquals(COMPACT, ConfigWriter.toCompactJson(minimal()));
    }

    @Test
    void hiddenLayersThatDifferAreWrittenAsAList() {
        String json = ConfigWriter.toJson(minimal("network.hidden=[\"relu\",\"tanh\"]"));
        assertTrue(json.contains("\"hidden\": [\"relu\", \"tanh\"],"), json);
    }

    @Test
    void hiddenLayersThatAgreeAreWrittenAsOneName() {
        String json = ConfigWriter.toJson(minimal("network.hidden=[\"relu\",\"relu\"]"));
        assertTrue(json.contains("\"hidden\": \"relu\","), json);
    }

    @Test
    void schemaKeyIsNoPartOfTheEffectiveConfig() {
        assertEquals(COMPACT, ConfigWriter.toCompactJson(minimal("$schema=x")));
    }

    static List<Path> goodConfigs() {
        return ConfigTexts.corpus("good");
    }

    @ParameterizedTest
    @MethodSource("goodConfigs")
    void whatIsWrittenReadsBackEqual(Path file) {
        Config config = ConfigReader.read(file, List.of());
        assertEquals(config, ConfigReader.parse(ConfigWriter.toJson(config), "written", List.of()));
        assertEquals(config, ConfigReader.parse(ConfigWriter.toCompactJson(config), "written", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4.9E-324", "1e-7", "0.1", "0.30000000000000004", "123456.789", "999999.9999999999", "1000000"})
    void learningRateReadsBackEqual(String rate) {
        Config config = minimal("optimizer.learningRate=" + rate);
        assertEquals(Double.parseDouble(rate), config.optimizer().learningRate());
        assertEquals(config, ConfigReader.parse(ConfigWriter.toJson(config), "written", List.of()));
    }

    /** So that the hash is the same on every JDK; {@code Double.toString} of JDK 17 gives 5.6843418860808015E-14. */
    @Test
    void learningRateIsWrittenInTheShortestForm() {
        assertTrue(ConfigWriter.toCompactJson(minimal("optimizer.learningRate=5.684341886080802E-14"))
                .contains("\"learningRate\":5.684341886080802E-14,"));
    }

    /** The digest of {@link #COMPACT} by {@code sha256sum}. */
    @Test
    void hashIsTheSha256OfTheCompactForm() {
        assertEquals(
                "9db2766fe9f8c9cd4d9373da4ba2fe0efca3b1ca06b005151523d2cbd1761e95", ConfigWriter.sha256(minimal()));
    }

    @Test
    void hashDependsOnEveryValue() {
        assertNotEquals(ConfigWriter.sha256(minimal()), ConfigWriter.sha256(minimal("training.seed=2")));
    }

    @Test
    void hashDoesNotDependOnHowAValueIsWritten() {
        assertEquals(
                ConfigWriter.sha256(minimal()),
                ConfigWriter.sha256(
                        minimal("optimizer.learningRate=4.0e-1", "network.hidden=[\"sigmoid\",\"sigmoid\"]")));
    }
}
