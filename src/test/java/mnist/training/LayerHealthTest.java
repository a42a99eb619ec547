package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.nn.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerHealthTest {
    private static List<LayerHealth> health(Config config, Network network) {
        return LayerHealth.of(network, config.objective(), TestExamples.DATA);
    }

    /** Of five units, two have a bias that no image makes good. */
    @ParameterizedTest
    @CsvSource({"sigmoid, 50", "sigmoid, -50", "tanh, 50", "relu, -50", "softplus, -50", "gelu, -50"})
    void unitsThatAnswerToNoExampleAreCounted(String hidden, double bias) {
        Config config = TestConfigs.of("network.hidden=" + hidden, "network.initializer=xavier");
        Network network = config.initialNetwork();
        assertEquals(0, health(config, network).get(0).stuckUnits());
        network.biases(1).putScalar(1, 0, bias);
        network.biases(1).putScalar(3, 0, bias);
        List<LayerHealth> layers = health(config, network);
        assertEquals(0.4, layers.get(0).stuckUnits());
        assertEquals(0, layers.get(1).stuckUnits());
        assertEquals(2, layers.get(1).layer());
    }

    /** All outputs are 1/3: for the 16, 15 and 15 examples of the classes, dC/db is 1/3 - 16/46 and twice 1/3 - 15/46. */
    @Test
    void gradientsAreThoseOfTheMeanCostAndSizesRootMeanSquares() {
        Config config = TestConfigs.of("network.layers=[16,1,3]", "network.initializer=zero");
        Network network = config.initialNetwork();
        LayerHealth last = health(config, network).get(1);
        // The one hidden unit says 1/2 for every image, so dC/dW is half of dC/db.
        double a = (1 / 3.0 - 16 / 46.0) / 2;
        double b = (1 / 3.0 - 15 / 46.0) / 2;
        assertEquals(Math.sqrt((a * a + 2 * b * b) / 3), last.gradient(), 1e-8);
        assertEquals(0, last.weights());
        network.weights(2).putScalar(0, 0, 3);
        assertEquals(Math.sqrt(3), health(config, network).get(1).weights(), 1e-6);
    }

    @Test
    void aGradientThatHasToPassSaturatedLayersVanishes() {
        Config config = TestConfigs.of("network.layers=[16,5,5,5,5,5,5,3]", "network.initializer=scaled-normal");
        List<LayerHealth> layers = health(config, config.initialNetwork());
        assertTrue(layers.get(0).gradient() < 1e-2 * layers.get(6).gradient(), layers.toString());
    }
}
