package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialTest {
    @Test
    void itIsTheExactValueToWithinTwoUnitsInTheLastPlace() {
        double[] x = new Random(1).doubles(1_000_000, -708, 709).toArray();
        double[] small = new Random(2).doubles(1_000_000, -2, 2).toArray();
        System.arraycopy(small, 0, x, 0, 500_000);
        double[] y = exponential(x);
        for (int i = 0; i < x.length; i++) {
            double exact = StrictMath.exp(x[i]);
            double error = Math.abs(y[i] - exact) / Math.ulp(exact);
            assertTrue(error <= 2, "e^" + x[i] + " is " + error + " units off");
        }
    }

    @Test
    void beyondTheRangeOfFloat64ItIsZeroOrTheLargestNumber() {
        double[] x = {-1e300, -1000, -710, 0, 710, 1000, 1e300, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        double max = Double.MAX_VALUE;
        assertArrayEquals(new double[] {0, 0, 0, 1, max, max, max, 0, max}, exponential(x));
    }

    @Test
    void notANumberStaysOne() {
        assertTrue(Double.isNaN(exponential(new double[] {Double.NaN})[0]));
    }

    @Test
    void onlyTheFirstNumbersAreReplaced() {
        double[] x = {0, 1, 7};
        Exponential.apply(x, 2, new double[3]);
        assertArrayEquals(new double[] {1, Math.E, 7}, x, 1e-15);
    }

    private static double[] exponential(double... x) {
        double[] result = x.clone();
        Exponential.apply(result, x.length, new double[x.length]);
        return result;
    }
}
