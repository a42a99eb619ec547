package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mnist.nn.Activation;
import org.junit.jupiter.api.Test;

class HistogramsTest {
    private static double saturated(Activation activation, double... activations) {
        return new Histograms.Layer(activation, new double[] {1}, activations).saturated();
    }

    /** 4 a (1 - a) is 0.0975 at 0.025, 0.1164 at 0.03; 1 - a^2 is 0.0975 at 0.95 and 0.19 at 0.9. */
    @Test
    void saturatedIsWhereTheSlopeIsBelowATenthOfTheLargest() {
        assertEquals(0.5, saturated(Activation.SIGMOID, 0.025, 0.03, 0.975, 0.5));
        assertEquals(0.5, saturated(Activation.TANH, -0.95, 0.95, 0.9, -0.1));
        assertEquals(0.25, saturated(Activation.RELU, 0, 0.001, 2, 3));
        assertEquals(0.5, saturated(Activation.SOFTPLUS, 0.1, 0.11));
        assertEquals(0, saturated(Activation.IDENTITY, 0, 1e6));
    }

    @Test
    void softmaxHasNoSlopeOfItsOwn() {
        assertEquals(Double.NaN, saturated(Activation.SOFTMAX, 0, 1));
    }
}
