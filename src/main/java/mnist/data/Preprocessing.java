package mnist.data;

import java.util.Arrays;
import java.util.List;

/**
 * How the bytes of an image become the inputs of a network, a column of A^0. It is part of the model: its numbers come from the
 * training examples, and travel with the network to whatever it is shown later.
 *
 * <pre>{@code
 * x = byte / 255                       in [0, 1]
 * scale:           A^0 = x
 * standardise:     A^0 = (x - m) / s   m, s: mean and standard deviation of all pixels of the training examples
 * centre-pixels:   A^0_i = x_i - m_i   m_i: mean of pixel i over the training examples
 * }</pre>
 *
 * <p>Inputs with mean 0 condition the gradient better (LeCun, Bottou, Orr and Müller, "Efficient BackProp", 1998, section 4.3). All
 * three are {@code A^0_i = unit * byte_i + shift_i}, which is how they are computed. Immutable.
 */
public final class Preprocessing {
    /** Inputs in [0, 1], without statistics. */
    public static final Preprocessing SCALE = new Preprocessing(Kind.SCALE, new float[0], 1);

    /** What a byte of 255, full ink, is divided by to become 1. */
    private static final double INK = 255;

    private final Kind kind;
    private final float[] mean;
    private final float deviation;

    /** The ways, by the name that configs use. */
    public enum Kind {
        /** Pixels in [0, 1]. */
        SCALE("scale"),
        /** One mean and one deviation for all pixels. */
        STANDARDISE("standardise"),
        /** A mean for each pixel. */
        CENTRE_PIXELS("centre-pixels");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Returns the name that configs use. */
        public String label() {
            return label;
        }

        /** Returns how many means there are for images of this many pixels. */
        public int means(int pixels) {
            return this == SCALE ? 0 : this == STANDARDISE ? 1 : pixels;
        }
    }

    private Preprocessing(Kind kind, float[] mean, float deviation) {
        this.kind = kind;
        this.mean = mean;
        this.deviation = deviation;
    }

    /** Takes the statistics of training examples; pixels that are all alike have a deviation of 1, so that they become 0. */
    public static Preprocessing of(Kind kind, Dataset training) {
        if (kind == Kind.SCALE) {
            return SCALE;
        }
        long[] sums = training.pixelSums(value -> value);
        if (kind == Kind.CENTRE_PIXELS) {
            float[] means = new float[sums.length];
            for (int i = 0; i < means.length; i++) {
                means[i] = (float) (sums[i] / INK / training.size());
            }
            return new Preprocessing(kind, means, 1);
        }
        double count = (double) training.size() * training.pixels();
        double mean = Arrays.stream(sums).sum() / count;
        double meanSquare =
                Arrays.stream(training.pixelSums(value -> value * value)).sum() / count;
        double deviation = Math.sqrt(Math.max(0, meanSquare - mean * mean)) / INK;
        return new Preprocessing(kind, new float[] {(float) (mean / INK)}, deviation == 0 ? 1 : (float) deviation);
    }

    /**
     * Returns the preprocessing of a model, from its statistics.
     *
     * @param mean as many as {@link Kind#means} says
     * @param deviation 1 for all but {@code standardise}
     */
    public static Preprocessing restored(Kind kind, float[] mean, float deviation) {
        return kind == Kind.SCALE ? SCALE : new Preprocessing(kind, mean.clone(), deviation);
    }

    /** Returns which one it is. */
    public Kind kind() {
        return kind;
    }

    /** Returns the mean of x: none, one, or one for each pixel. */
    public float[] mean() {
        return mean.clone();
    }

    /** Returns the deviation of x that inputs are divided by; 1 for all but {@code standardise}. */
    public float deviation() {
        return deviation;
    }

    /** Returns by what a byte is multiplied. */
    public double unit() {
        return 1 / (INK * deviation);
    }

    /** Returns what is added to a pixel then: what a background pixel becomes. */
    public double shift(int pixel) {
        return mean.length == 0 ? 0 : -mean[mean.length == 1 ? 0 : pixel] / (double) deviation;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Preprocessing that
                && kind == that.kind
                && deviation == that.deviation
                && Arrays.equals(mean, that.mean);
    }

    @Override
    public int hashCode() {
        return List.of(kind, deviation, Arrays.hashCode(mean)).hashCode();
    }
}
