package mnist.nn;

import mnist.data.RandomStream;

/** How a network's weights and biases are drawn before the first step. */
public enum Initializer {
    /** Weights and biases from N(0, 1) (SOURCES S2; Nielsen's {@code large_weight_initializer}). Kept for comparison. */
    STANDARD_NORMAL("standard-normal", 1) {
        @Override
        double deviation(int fanIn, int fanOut) {
            return 1;
        }
    },
    /** Weights from N(0, 1/n_in), biases 0: a weighted input starts with variance at most 1. */
    SCALED_NORMAL("scaled-normal", 0) {
        @Override
        double deviation(int fanIn, int fanOut) {
            return StrictMath.sqrt(1.0 / fanIn);
        }
    },
    /** Weights from N(0, 2/(n_in + n_out)), biases 0 (Glorot and Bengio 2010). */
    XAVIER("xavier", 0) {
        @Override
        double deviation(int fanIn, int fanOut) {
            return StrictMath.sqrt(2.0 / (fanIn + fanOut));
        }
    },
    /** Weights from N(0, 2/n_in), biases 0 (He et al. 2015), for relu. */
    HE("he", 0) {
        @Override
        double deviation(int fanIn, int fanOut) {
            return StrictMath.sqrt(2.0 / fanIn);
        }
    },
    /** Everything 0. The neurons of a hidden layer then stay equal for ever; kept to show just that. */
    ZERO("zero", 0) {
        @Override
        double deviation(int fanIn, int fanOut) {
            return 0;
        }
    };

    private final String label;
    private final double biasDeviation;

    Initializer(String label, double biasDeviation) {
        this.label = label;
        this.biasDeviation = biasDeviation;
    }

    /** Returns the name that configs and files use, for example {@code "scaled-normal"}. */
    public String label() {
        return label;
    }

    /** Returns the standard deviation of the weights of a layer with {@code fanIn} inputs and {@code fanOut} neurons. */
    abstract double deviation(int fanIn, int fanOut);

    /** Draws all parameters of one layer: first the weights row by row, then the biases. */
    void draw(Matrix weights, Matrix biases, RandomStream random) {
        double deviation = deviation(weights.columns(), weights.rows());
        fill(weights, deviation, random);
        fill(biases, biasDeviation, random);
    }

    private static void fill(Matrix matrix, double deviation, RandomStream random) {
        double[] values = new double[matrix.size()];
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                values[column * matrix.rows() + row] = deviation * random.nextGaussian();
            }
        }
        matrix.put(0, values.length, values);
    }
}
