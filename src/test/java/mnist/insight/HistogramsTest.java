package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mnist.nn.Activation;
import org.junit.jupiter.api.Test;

class HistogramsTest {
    private static double saturated(double... steepness) {
        return new Histograms.Layer(Activation.TANH, new double[] {1}, steepness, steepness).saturated();
    }

    @Test
    void saturatedIsWhereTheSlopeIsBelowATenthOfTheLargest() {
        assertEquals(0.5, saturated(0.0975, 0.1164, 0, 0.9));
        assertEquals(0, saturated(0.1, 1));
        assertEquals(Double.NaN, saturated(Double.NaN, Double.NaN));
    }
}
