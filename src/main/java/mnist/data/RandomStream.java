package mnist.data;

import java.nio.charset.StandardCharsets;

/**
 * A stream of random numbers that is a pure function of (seed, name, counter).
 *
 * <p>Start values, the order of epoch <i>e</i> and every later random choice each have a stream of their own, so that
 * no choice disturbs another and a resumed run needs no saved generator: it asks for the stream of its epoch again.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
 * 2014), written out here because the algorithms behind {@code java.util.random} may differ between Java versions,
 * and these numbers must not.
 */
public final class RandomStream {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT_53 = 0x1.0p-53;

    private long state;
    private double spareGaussian = Double.NaN;

    /**
     * Opens the stream of the given seed, name and counter at its first number.
     *
     * @param seed the run's seed
     * @param name what the numbers are for, for example {@code "shuffle"}
     * @param counter which of the streams of that name, for example the epoch
     */
    public RandomStream(long seed, String name, long counter) {
        long key = mix(seed + GOLDEN_GAMMA);
        for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
            key = mix(key ^ (letter & 0xFF)) + GOLDEN_GAMMA;
        }
        state = mix(key ^ mix(counter + GOLDEN_GAMMA));
    }

    /** Returns 64 uniform random bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Returns a uniform number in [0, 1), a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT_53;
    }

    /**
     * Returns a uniform whole number in [0, bound), each exactly equally likely.
     *
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, found " + bound);
        }
        // Draws from the last, incomplete block of `bound` numbers would favour the small ones: they are drawn again.
        long draw;
        long value;
        do {
            draw = nextLong() >>> 1;
            value = draw % bound;
        } while (draw - value + (bound - 1) < 0);
        return (int) value;
    }

    /** Returns a number from the standard normal distribution N(0, 1), by the Box–Muller transform. */
    public double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double gaussian = spareGaussian;
            spareGaussian = Double.NaN;
            return gaussian;
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        double angle = 2 * Math.PI * nextDouble();
        spareGaussian = radius * StrictMath.sin(angle);
        return radius * StrictMath.cos(angle);
    }

    /** Returns the numbers 0 … n-1 in random order (Fisher–Yates), every order equally likely. */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
