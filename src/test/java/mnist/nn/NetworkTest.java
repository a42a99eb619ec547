package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

class NetworkTest {
    private static final Architecture SIXTEEN =
            TestNetworks.architecture(Activation.SIGMOID, Activation.SIGMOID, 784, 16, 16, 10);

    @Test
    void theNetworkOfTheNotesHas13002Parameters() {
        assertEquals(13_002, SIXTEEN.parameterCount());
        assertEquals(13_002, Parameters.zeros(SIXTEEN, DataType.FLOAT).vector().length());
    }

    @Test
    void theNetworkOfTheSlidesHas11775And160Parameters() {
        // S2: 784*15 + 15 = 11,775 and 15*10 + 10 = 160
        Architecture architecture = TestNetworks.architecture(Activation.SIGMOID, Activation.SOFTMAX, 784, 15, 10);
        assertEquals(11_775 + 160, architecture.parameterCount());
    }

    @Test
    void moreParametersThanABufferHoldsAreRefused() {
        Architecture large = TestNetworks.architecture(Activation.SIGMOID, Activation.SIGMOID, 784, 65_536, 65_536, 2);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Parameters.zeros(large, DataType.FLOAT))
                .getMessage()
                .startsWith("too many parameters, found 4346609666"));
    }

    @Test
    void matricesOfALayerAreViewsOfTheVector() {
        Parameters parameters = Parameters.zeros(
                TestNetworks.architecture(Activation.SIGMOID, Activation.SIGMOID, 3, 2, 1), DataType.FLOAT);
        for (int i = 0; i < parameters.vector().length(); i++) {
            parameters.vector().putScalar(0, i, i);
        }
        assertEquals(5, parameters.weights(1).getDouble(1, 2));
        assertEquals(4, parameters.weights(1).getDouble(0, 2));
        assertEquals(7, parameters.biases(1).getDouble(1, 0));
        assertEquals(9, parameters.weights(2).getDouble(0, 1));
        assertEquals(10, parameters.biases(2).getDouble(0, 0));
        parameters.weights(2).putScalar(0, 0, -1);
        assertEquals(-1, parameters.vector().getDouble(0, 8));
    }

    @ParameterizedTest
    @CsvSource({
        "STANDARD_NORMAL, 1, 1",
        "SCALED_NORMAL, 0.035714, 0",
        "XAVIER, 0.05, 0",
        "HE, 0.050508, 0",
        "ZERO, 0, 0",
    })
    void startValuesHaveTheirStandardDeviation(Initializer initializer, double weights, double biases) {
        // 784 inputs and 16 neurons: sqrt(1/784) = 0.035714, sqrt(2/800) = 0.05, sqrt(2/784) = 0.050508
        Network network = Network.initialize(SIXTEEN, initializer, 1, DataType.DOUBLE);
        assertEquals(weights, deviation(network.weights(1).dup('c').data().asDouble()), 0.02 * weights);
        assertEquals(biases, deviation(network.biases(1).dup('c').data().asDouble()), 0.5 * biases);
    }

    /** The numbers are those of {@code random_stream.py} in the test resources: weights row by row, then biases. */
    @Test
    void startValuesNeverChangeFromOneReleaseToTheNext() {
        Architecture architecture = TestNetworks.architecture(Activation.SIGMOID, Activation.SIGMOID, 3, 2);
        Network network = Network.initialize(architecture, Initializer.STANDARD_NORMAL, 1, DataType.DOUBLE);
        double[] weights = {
            -0.07741075294482481,
            1.0799224666183098,
            1.0235337092219083,
            -2.3349432863523147,
            0.2840799143536325,
            -0.411752563392949
        };
        assertArrayEquals(weights, network.weights(1).dup('c').data().asDouble(), 1e-15);
        double[] biases = {0.8661228898543775, -0.21423527258811031};
        assertArrayEquals(biases, network.biases(1).dup('c').data().asDouble(), 1e-15);
    }

    @Test
    void aLayersStartValuesDoNotDependOnTheOthers() {
        Architecture wider = TestNetworks.architecture(Activation.SIGMOID, Activation.SIGMOID, 784, 30, 16, 10);
        Network a = Network.initialize(SIXTEEN, Initializer.STANDARD_NORMAL, 1, DataType.FLOAT);
        Network b = Network.initialize(wider, Initializer.STANDARD_NORMAL, 1, DataType.FLOAT);
        assertEquals(a.weights(3), b.weights(3));
    }

    @Test
    void theSeedDecidesTheStartValues() {
        Network a = Network.initialize(SIXTEEN, Initializer.HE, 1, DataType.FLOAT);
        assertEquals(
                a.parameters().vector(),
                Network.initialize(SIXTEEN, Initializer.HE, 1, DataType.FLOAT)
                        .parameters()
                        .vector());
        assertTrue(!a.parameters()
                .vector()
                .equals(Network.initialize(SIXTEEN, Initializer.HE, 2, DataType.FLOAT)
                        .parameters()
                        .vector()));
    }

    @Test
    void softmaxInAHiddenLayerIsRefused() {
        List<Integer> sizes = List.of(4, 3, 2);
        List<Activation> activations = List.of(Activation.SOFTMAX, Activation.SIGMOID);
        assertThrows(IllegalArgumentException.class, () -> new Architecture(sizes, activations));
    }

    private static double deviation(double[] values) {
        return Math.sqrt(DoubleStream.of(values).map(v -> v * v).average().orElseThrow());
    }
}
