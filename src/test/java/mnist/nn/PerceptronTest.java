package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The perceptron of the slides (SOURCES S2): three yes-or-no factors with weights (1, 6, 3), all eight inputs. */
class PerceptronTest {
    private static final String INPUTS = "111 100 110 101 011 000 001 010";

    @Test
    void weightedInputsAreTheDotProductsOfTheSlides() {
        // 1+6+3, 1, 1+6, 1+3, 6+3, nothing, 3, 6
        assertArrayEquals(new double[] {10, 1, 7, 4, 9, 0, 3, 6}, run(0).z(1).read());
    }

    @ParameterizedTest
    @CsvSource({"9, 1 0 0 0 1 0 0 0", "7, 1 0 1 0 1 0 0 0"})
    void itFiresWhereTheDotProductReachesTheThreshold(int threshold, String fires) {
        double[] expected = new double[8];
        for (int x = 0; x < 8; x++) {
            expected[x] = fires.charAt(2 * x) - '0';
        }
        assertArrayEquals(expected, run(threshold).a(1).read());
    }

    private static ForwardPass run(int threshold) {
        Network network =
                new Network(Parameters.zeros(TestNetworks.architecture(null, Activation.STEP, 3, 1), DataType.FLOAT));
        Matrix images = Matrix.zeros(DataType.FLOAT, 3, 8);
        for (int i = 0; i < 3; i++) {
            network.weights(1).putScalar(0, i, new double[] {1, 6, 3}[i]);
            for (int x = 0; x < 8; x++) {
                images.modify()[3 * x + i] = INPUTS.charAt(4 * x + i) - '0';
            }
        }
        network.biases(1).putScalar(0, -threshold);
        ForwardPass forward = new ForwardPass(network, 8);
        forward.run(images);
        return forward;
    }
}
