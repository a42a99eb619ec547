package mnist.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class NativeNumbersTest {
    private static final double SMALLEST_NORMAL = 0x1p-126;

    /** Nothing between 0 and the smallest normal float32 is kept: processors are slow with it. */
    @Test
    void subnormalNumbersBecomeZeroOrTheSmallestNormalOne() {
        double[] tiny = {1e-45, -1e-40, 0.49 * SMALLEST_NORMAL, 0.51 * SMALLEST_NORMAL, -0.8 * SMALLEST_NORMAL};
        double[] expected = {0, 0, 0, SMALLEST_NORMAL, -SMALLEST_NORMAL};

        assertArrayEquals(expected, stored(DataType.FLOAT, tiny));
    }

    @Test
    void largerNumbersAreRoundedToTheNearestFloat() {
        Random random = new Random(1);
        double[] numbers = random.doubles(100_000, 1, 2)
                .map(x -> Math.scalb(random.nextBoolean() ? x : -x, random.nextInt(-74, 120)))
                .toArray();
        double[] floats = new double[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }

        assertArrayEquals(floats, stored(DataType.FLOAT, numbers));
    }

    @Test
    void whatIsNotFiniteStaysSo() {
        double[] numbers = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};

        assertArrayEquals(numbers, stored(DataType.FLOAT, numbers));
    }

    @Test
    void float64KeepsEveryNumber() {
        double[] numbers = {1e-310, 0.1, -1e300};

        assertArrayEquals(numbers, stored(DataType.DOUBLE, numbers));
        assertEquals(1e-310, stored(DataType.DOUBLE, numbers)[0]);
    }

    private static double[] stored(DataType type, double[] numbers) {
        NativeNumbers memory = new NativeNumbers(NativeMemory.zeros(type, numbers.length, 1));
        memory.put(0, numbers.length, numbers);
        double[] stored = new double[numbers.length];
        memory.get(0, stored.length, stored);
        return stored;
    }
}
