package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mnist.data.RandomStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DropoutTest {
    private static final Architecture ARCHITECTURE =
            new Architecture(List.of(3, 6, 5, 2), List.of(Activation.SIGMOID, Activation.TANH, Activation.SOFTMAX));
    private static final Objective OBJECTIVE = new Objective(Cost.CROSS_ENTROPY, Activation.SOFTMAX);
    private static final INDArray IMAGES = Nd4j.createFromArray(
                    new double[][] {{0.1, 0.9, 0.4, 0.7}, {0.8, 0.2, 0.6, 0.3}, {0.5, 0.5, 0.1, 1}})
            .dup('f');
    private static final int[] LABELS = {0, 1, 1, 0};

    private final Network network = Network.initialize(ARCHITECTURE, Initializer.STANDARD_NORMAL, 1, DataType.DOUBLE);
    private final Dropout dropout = new Dropout(ARCHITECTURE, DataType.DOUBLE, 0.4, 4);
    private final ForwardPass forward = new ForwardPass(network, 4, Optional.of(dropout));

    private static RandomStream stream(int example) {
        return new RandomStream(1, "test", example);
    }

    /** The masks stay the same while a parameter is moved, so that the cost is a smooth function of it. */
    @Test
    void theGradientOfTheThinnedNetworkIsThatOfFiniteDifferences() {
        dropout.draw(4, DropoutTest::stream);
        forward.run(Matrix.of(IMAGES));
        INDArray gradient =
                new BackwardPass(forward, OBJECTIVE, 4).gradient(LABELS).vector();
        for (int i = 0; i < ARCHITECTURE.parameterCount(); i++) {
            double difference = (costWithout(i, 1e-5) - costWithout(i, -1e-5)) / 2e-5;
            assertEquals(difference, gradient.getDouble(i), 1e-9, "parameter " + i);
        }
    }

    private double costWithout(int parameter, double change) {
        INDArray vector = network.parameters().vector();
        double before = vector.getDouble(parameter);
        vector.putScalar(parameter, before + change);
        forward.run(Matrix.of(IMAGES));
        double cost = forward.costSum(OBJECTIVE, LABELS) / 4;
        vector.putScalar(parameter, before);
        return cost;
    }

    /** A neuron that is left out passes nothing on, another 1 / (1 - 0.4) of what it says. */
    @Test
    void theNextLayerIsFedWithNothingOrMoreThanTheActivation() {
        dropout.draw(4, DropoutTest::stream);
        forward.run(Matrix.of(IMAGES));
        RandomStream numbers = stream(2);
        int without = 0;
        for (int l = 1; l <= 2; l++) {
            for (int j = 0; j < ARCHITECTURE.size(l); j++) {
                boolean out = numbers.nextDouble() < 0.4;
                without += out ? 1 : 0;
                double expected = out ? 0 : forward.activations(l).getDouble(j, 2) / 0.6;
                assertEquals(expected, forward.passedOn(l).copy().getDouble(j, 2), 1e-15);
            }
        }
        assertTrue(without > 0 && without < 11, without + " left out");
    }

    @Test
    void theShareThatIsLeftOutIsTheProbability() {
        Architecture wide = new Architecture(List.of(1, 1000, 2), List.of(Activation.IDENTITY, Activation.SOFTMAX));
        Dropout many = new Dropout(wide, DataType.DOUBLE, 0.3, 50);
        many.draw(50, DropoutTest::stream);
        Matrix ones = Matrix.zeros(DataType.DOUBLE, 1000, 50);
        double[] values = new double[ones.size()];
        Arrays.fill(values, 1);
        ones.put(0, values.length, values);
        double mean = many.apply(1, ones).copy().meanNumber().doubleValue();
        // Of 50,000 draws the mean of 0 or 1/0.7 is 1, with a deviation of 0.003.
        assertEquals(1, mean, 0.012);
    }
}
