package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import mnist.data.Range;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A 2-2-1 network worked by hand, with sigmoid neurons and the cost 1/2 (y - a)^2. Its numbers are chosen so that every
 * weighted input is 0, where sigma is 1/2 and sigma' is 1/4.
 *
 * <pre>{@code
 * W^1 = ( 1  2 )   b^1 = (-1)   W^2 = (2 -2)   b^2 = (0)     x = (1)   y = 1
 *       (-1  1 )         ( 1)                                    (0)
 *
 * forward     z^1 = (1*1 + 2*0 - 1, -1*1 + 1*0 + 1) = (0, 0)       a^1 = (1/2, 1/2)
 *             z^2 = 2*1/2 - 2*1/2 + 0 = 0                          a^2 = 1/2
 *             C   = 1/2 (1 - 1/2)^2 = 1/8
 *
 * backward    delta^2 = (1/2 - 1) * 1/4 = -1/8                                    BP1
 *             dC/db^2 = -1/8                                                      BP3
 *             dC/dW^2 = -1/8 (1/2, 1/2) = (-1/16, -1/16)                          BP4
 *             delta^1 = (2 * -1/8, -2 * -1/8) * 1/4 = (-1/16, 1/16)               BP2
 *             dC/db^1 = (-1/16, 1/16)                                             BP3
 *             dC/dW^1 = (-1/16)(1 0) = (-1/16  0)                                 BP4
 *                       ( 1/16)        ( 1/16  0)
 * }</pre>
 *
 * <p>All of these are sums of powers of two, so the results must be equal to the bit.
 */
class HandWorkedNetworkTest {
    private final Network network = new Network(Parameters.zeros(
            TestNetworks.architecture(Activation.SIGMOID, Activation.SIGMOID, 2, 2, 1), DataType.FLOAT));
    private final ForwardPass forward = new ForwardPass(network, 2);
    private final BackwardPass backward =
            new BackwardPass(forward, new Objective(Cost.HALF_SQUARED_ERROR, Activation.SIGMOID), 2);
    private final INDArray images = Nd4j.create(DataType.FLOAT, new long[] {2, 2}, 'f');
    /** Class 0 of one output: y = 1. */
    private final int[] labels = {0, 0};

    @BeforeEach
    void setParameters() {
        // W^1 and b^1, W^2 and b^2, each W column by column.
        float[] parameters = {1, -1, 2, 1, -1, 1, 2, -2, 0};
        for (int i = 0; i < parameters.length; i++) {
            network.parameters().vector().putScalar(0, i, parameters[i]);
        }
        images.putScalar(0, 0, 1);
    }

    @Test
    void forwardPassGivesTheHandWorkedActivations() {
        forward.run(Matrix.of(images).columns(new Range(0, 1)));
        assertArrayEquals(
                new float[] {0, 0}, forward.weightedInputs(1).dup('c').data().asFloat());
        assertArrayEquals(
                new float[] {0.5f, 0.5f}, forward.activations(1).dup('c').data().asFloat());
        assertEquals(0, forward.weightedInputs(2).getDouble(0));
        assertEquals(0.5, forward.activations(2).getDouble(0));
    }

    @Test
    void costIsAnEighthWithTheHalfAndAQuarterWithout() {
        forward.run(Matrix.of(images).columns(new Range(0, 1)));
        assertEquals(0.125, forward.costSum(new Objective(Cost.HALF_SQUARED_ERROR, Activation.SIGMOID), labels));
        assertEquals(0.25, forward.costSum(new Objective(Cost.SQUARED_ERROR, Activation.SIGMOID), labels));
    }

    @Test
    void backwardPassGivesTheHandWorkedGradient() {
        forward.run(Matrix.of(images).columns(new Range(0, 1)));
        Parameters gradient = backward.gradient(labels);
        float[] expected = {-1 / 16f, 1 / 16f, 0, 0, -1 / 16f, 1 / 16f, -1 / 16f, -1 / 16f, -1 / 8f};
        assertArrayEquals(expected, gradient.vector().dup('c').data().asFloat());
    }

    @Test
    void gradientOfAMinibatchIsTheMeanOfItsExamples() {
        images.putScalar(0, 1, 1);
        forward.run(Matrix.of(images));
        Parameters gradient = backward.gradient(labels);
        assertEquals(-1 / 8.0, gradient.biases(2).getDouble(0, 0));
        assertEquals(-1 / 16.0, gradient.weights(1).getDouble(0, 0));
    }

    @Test
    void aStepAgainstTheGradientLowersTheCost() {
        forward.run(Matrix.of(images).columns(new Range(0, 1)));
        network.parameters().vector().subi(backward.gradient(labels).vector());
        forward.run(Matrix.of(images).columns(new Range(0, 1)));
        // z^1 = (1 + 1/16 - 1 + 1/16, -1 - 1/16 + 1 - 1/16) = (1/8, -1/8), and z^2 = (2 + 1/16) s - (2 - 1/16) (1 - s)
        // + 1/8
        // with s = sigma(1/8) = 0.5312094: z^2 = 0.3123375, a^2 = 0.5774557, C = 1/2 (1 - a^2)^2 = 0.0892718.
        assertEquals(
                0.0892718, forward.costSum(new Objective(Cost.HALF_SQUARED_ERROR, Activation.SIGMOID), labels), 1e-6);
    }
}
