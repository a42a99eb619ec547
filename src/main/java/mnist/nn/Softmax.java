package mnist.nn;

/** The softmax of each column: {@code a_j = e^z_j / sum_k e^z_k} (SOURCES S2). */
final class Softmax {
    /** Float32 numbers below about 1e-38 lose digits. */
    private static final double SMALLEST_LIKELIHOOD = 1e-30;

    private Softmax() {}

    /** {@code A = softmax(Z)}, both {@code (n_L, B)}. The largest z is subtracted first, so that no e^z overflows. */
    static void apply(Matrix z, Matrix a) {
        double[] in = z.values();
        double[] out = a.values();
        int rows = z.rows();
        for (int start = 0; start < in.length; start += rows) {
            double max = max(in, start, rows);
            for (int i = start; i < start + rows; i++) {
                out[i] = in[i] - max;
            }
        }
        Exponential.apply(out, out, a.scratch());
        for (int start = 0; start < out.length; start += rows) {
            double sum = 0;
            for (int i = start; i < start + rows; i++) {
                sum += out[i];
            }
            for (int i = start; i < start + rows; i++) {
                out[i] /= sum;
            }
        }
    }

    /**
     * Turns {@code dC/dA} into {@code dC/dZ}, in place. With {@code da_k/dz_j = a_k ([j = k] - a_j)}:
     *
     * <pre>{@code
     * dC/dz_j = a_j (dC/da_j - sum_k a_k dC/da_k)
     * }</pre>
     */
    static void backward(Matrix a, Matrix delta) {
        double[] outputs = a.values();
        double[] derivatives = delta.values();
        int rows = a.rows();
        for (int start = 0; start < outputs.length; start += rows) {
            double mean = 0;
            for (int k = start; k < start + rows; k++) {
                mean += outputs[k] * derivatives[k];
            }
            for (int j = start; j < start + rows; j++) {
                derivatives[j] = outputs[j] * (derivatives[j] - mean);
            }
        }
    }

    /**
     * Returns the sum over the examples of {@code -log a_j} for their true class j. Where a_j is too small to have a
     * logarithm that can be trusted, the same number is computed from the weighted inputs.
     */
    static double negativeLogLikelihood(Matrix z, Matrix a, int[] labels) {
        double[] outputs = a.values();
        double[] inputs = null;
        int rows = a.rows();
        double sum = 0;
        for (int x = 0; x < a.columns(); x++) {
            double likelihood = outputs[x * rows + labels[x]];
            if (likelihood >= SMALLEST_LIKELIHOOD) {
                sum -= Math.log(likelihood);
            } else {
                inputs = inputs == null ? z.values() : inputs;
                sum += logSumExp(inputs, x * rows, rows) - inputs[x * rows + labels[x]];
            }
        }
        return sum;
    }

    /** Returns {@code log sum_k e^z_k} of the column that begins at {@code start}. */
    private static double logSumExp(double[] z, int start, int rows) {
        double max = max(z, start, rows);
        double sum = 0;
        for (int k = start; k < start + rows; k++) {
            sum += Math.exp(z[k] - max);
        }
        return max + Math.log(sum);
    }

    private static double max(double[] values, int start, int rows) {
        double max = values[start];
        for (int k = start + 1; k < start + rows; k++) {
            max = Math.max(max, values[k]);
        }
        return max;
    }
}
