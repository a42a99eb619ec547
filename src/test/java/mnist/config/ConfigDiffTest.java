package mnist.config;

import static mnist.config.ConfigTexts.minimal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mnist.config.ConfigDiff.Difference;
import org.junit.jupiter.api.Test;

class ConfigDiffTest {
    @Test
    void equalConfigsHaveNoDifference() {
        assertEquals(List.of(), ConfigDiff.between(minimal(), minimal("training.epochs=30")));
    }

    @Test
    void allDifferencesAreFoundInTheOrderOfTheConfig() {
        Config other = minimal("training.batchSize=full", "network.layers=[784,10]", "cost=squared-error");
        assertEquals(
                List.of(
                        "network.layers: [784,16,16,10], [784,10]",
                        "network.hidden: \"sigmoid\", []",
                        "cost: \"cross-entropy\", \"squared-error\"",
                        "training.batchSize: 100, \"full\""),
                ConfigDiff.between(minimal(), other).stream()
                        .map(Difference::toString)
                        .toList());
    }

    @Test
    void settingThatOneConfigHasNotIsNone() {
        assertEquals(
                List.of("optimizer.type: \"sgd\", \"momentum\"", "optimizer.momentum: none, 0.9"),
                ConfigDiff.between(minimal(), minimal("optimizer.type=momentum")).stream()
                        .map(Difference::toString)
                        .toList());
    }

    @Test
    void differenceIsOneLineWhateverTheValue() {
        Difference difference = ConfigDiff.between(minimal(), minimal("data.directory=\"a\\u2028b\\u001b\""))
                .get(0);
        assertEquals("\"a\\u2028b\\u001B\"", difference.b());
    }
}
