package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class GaussianTest {
    @Test
    void distributionIsThatOfAnotherProgram() {
        NormalDistribution other = new NormalDistribution(null, 0, 1);
        for (double z = -10; z <= 10; z += 1 / 64.0) {
            assertEquals(other.cumulativeProbability(z), Gaussian.distribution(z), 2e-15, "at " + z);
            assertEquals(other.density(z), Gaussian.density(z), 1e-16, "at " + z);
        }
    }

    @Test
    void farOutItIsZeroAndOne() {
        assertEquals(0, Gaussian.distribution(Double.NEGATIVE_INFINITY));
        assertEquals(1, Gaussian.distribution(Double.POSITIVE_INFINITY));
        assertTrue(Double.isNaN(Gaussian.distribution(Double.NaN)));
    }
}
