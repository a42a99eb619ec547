package mnist.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The literal numbers come from {@code random_stream.py} in the test resources. */
class RandomStreamTest {
    private static RandomStream stream() {
        return new RandomStream(1, "shuffle", 2);
    }

    @Test
    void numbersAreThoseOfThePythonScript() {
        RandomStream longs = stream();
        assertEquals(0xad690dbca8562f8bL, longs.nextLong());
        assertEquals(0x55bb8ae71f6bc95fL, longs.nextLong());
        assertEquals(0xed07e6c06711b07cL, longs.nextLong());
        assertEquals(0xaabaeef5bf083c50L, longs.nextLong());
        RandomStream doubles = stream();
        assertEquals(0.6773842416372068, doubles.nextDouble());
        assertEquals(0.33489292280812244, doubles.nextDouble());
        RandomStream gaussians = stream();
        assertEquals(-0.7648235920299212, gaussians.nextGaussian(), 1e-15);
        assertEquals(1.2952341124503306, gaussians.nextGaussian(), 1e-15);
        assertEquals(0x70dc4b321b7dd502L, new RandomStream(-5, "é", 0).nextLong());
    }

    /** The JDK's SplittableRandom is SplitMix64 too: put into the state after our first number, it goes on as we do. */
    @Test
    void streamIsThatOfSplittableRandom() {
        RandomStream ours = stream();
        SplittableRandom theirs = new SplittableRandom(unmix(ours.nextLong()));
        for (int i = 0; i < 1000; i++) {
            assertEquals(theirs.nextLong(), ours.nextLong());
        }
    }

    private static long unmix(long mixed) {
        long z = unshift(mixed, 31) * inverse(0x94D049BB133111EBL);
        z = unshift(z, 27) * inverse(0xBF58476D1CE4E5B9L);
        return unshift(z, 30);
    }

    private static long unshift(long z, int bits) {
        return z ^ (z >>> bits) ^ (z >>> 2 * bits);
    }

    private static long inverse(long odd) {
        return BigInteger.valueOf(odd).modInverse(BigInteger.ONE.shiftLeft(64)).longValue();
    }

    @Test
    void seedNameAndCounterEachMakeAnotherStream() {
        long first = stream().nextLong();
        assertEquals(first, stream().nextLong());
        assertNotEquals(first, new RandomStream(2, "shuffle", 2).nextLong());
        assertNotEquals(first, new RandomStream(1, "shufflf", 2).nextLong());
        assertNotEquals(first, new RandomStream(1, "shuffle", 3).nextLong());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1000})
    void permutationHoldsEachNumberOnce(int n) {
        int[] order = stream().permutation(n);
        Arrays.sort(order);
        assertArrayEquals(IntStream.range(0, n).toArray(), order);
    }

    /** 24 orders of 4, 24,000 draws: chi-square with 23 degrees of freedom is below 49.7 with probability 0.999. */
    @Test
    void ordersOfAPermutationAreEquallyLikely() {
        int[] counts = new int[256];
        for (int draw = 0; draw < 24_000; draw++) {
            int[] order = new RandomStream(7, "orders", draw).permutation(4);
            counts[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
        }
        int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertEquals(24, seen.length);
        assertTrue(chiSquare(seen, 1000) < 49.7, () -> "chi-square " + chiSquare(seen, 1000));
    }

    /** 10 classes, 100,000 draws: chi-square with 9 degrees of freedom is below 27.9 with probability 0.999. */
    @Test
    void boundedNumbersAreEquallyLikely() {
        int[] counts = new int[10];
        RandomStream random = stream();
        for (int draw = 0; draw < 100_000; draw++) {
            counts[random.nextInt(10)]++;
        }
        assertTrue(chiSquare(counts, 10_000) < 27.9, () -> "chi-square " + chiSquare(counts, 10_000));
    }

    private static double chiSquare(int[] counts, double expected) {
        return Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    /** The moments 0, 1, 0, 3 of N(0, 1), each within four standard errors of 400,000 draws. */
    @Test
    void gaussianNumbersHaveTheNormalMoments() {
        int n = 400_000;
        double[] sums = new double[5];
        RandomStream random = stream();
        for (int draw = 0; draw < n; draw++) {
            double x = random.nextGaussian();
            for (int power = 1; power <= 4; power++) {
                sums[power] += Math.pow(x, power) / n;
            }
        }
        double error = 4 / Math.sqrt(n);
        assertEquals(0, sums[1], error);
        assertEquals(1, sums[2], error * Math.sqrt(2));
        assertEquals(0, sums[3], error * Math.sqrt(15));
        assertEquals(3, sums[4], error * Math.sqrt(96));
    }

    @Test
    void boundThatIsNotPositiveIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> stream().nextInt(0));
        assertEquals(0, stream().nextInt(1));
    }
}
