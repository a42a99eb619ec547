package mnist.nn;

/** The softmax of each column: {@code a_j = e^z_j / sum_k e^z_k} (SOURCES S2). */
final class Softmax {
    /** Far above the subnormal numbers of float64, which have fewer digits. */
    private static final double SMALLEST_LIKELIHOOD = 1e-30;

    private Softmax() {}

    /** {@code A = softmax(Z)}, both {@code (n_L, N)}. The largest z of each column is subtracted first, so that
     * nothing overflows. */
    static void apply(Matrix z, Matrix a) {
        double[] in = z.read();
        double[] out = a.overwrite();
        int rows = z.rows();
        int size = z.size();
        for (int start = 0; start < size; start += rows) {
            double max = max(in, start, rows);
            for (int i = start; i < start + rows; i++) {
                out[i] = in[i] - max;
            }
        }
        Exponential.apply(out, size, a.scratch());
        for (int start = 0; start < size; start += rows) {
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
        double[] outputs = a.read();
        double[] derivatives = delta.modify();
        int rows = a.rows();
        for (int start = 0; start < a.size(); start += rows) {
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
     * Adds {@code R{J} dC/dA}, where {@code J = diag(a) - a a^T} and {@code R{a}} is the directional derivative of a:
     *
     * <pre>{@code
     * R{J} g = R{a} * g - R{a} (a^T g) - a (R{a}^T g)
     * }</pre>
     */
    static void addSecondOrder(Tangent layer, Matrix dA, Matrix rDelta) {
        double[] a = layer.a().read();
        double[] ra = layer.rA().read();
        double[] g = dA.read();
        double[] sum = rDelta.modify();
        int rows = dA.rows();
        for (int start = 0; start < dA.size(); start += rows) {
            double mean = 0;
            double change = 0;
            for (int k = start; k < start + rows; k++) {
                mean += a[k] * g[k];
                change += ra[k] * g[k];
            }
            for (int j = start; j < start + rows; j++) {
                sum[j] += ra[j] * (g[j] - mean) - a[j] * change;
            }
        }
    }

    /**
     * Returns the sum over the examples of {@code -log a_j} for their true class j. Where a_j is too small to have a
     * logarithm that can be trusted, the same number is computed from the weighted inputs.
     */
    static double negativeLogLikelihood(Matrix z, Matrix a, int[] labels) {
        double[] outputs = a.read();
        double[] inputs = z.read();
        int rows = a.rows();
        double sum = 0;
        for (int x = 0; x < a.columns(); x++) {
            double likelihood = outputs[x * rows + labels[x]];
            if (likelihood >= SMALLEST_LIKELIHOOD) {
                sum -= StrictMath.log(likelihood);
            } else {
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
            sum += StrictMath.exp(z[k] - max);
        }
        return max + StrictMath.log(sum);
    }

    private static double max(double[] values, int start, int rows) {
        double max = values[start];
        for (int k = start + 1; k < start + rows; k++) {
            max = Math.max(max, values[k]);
        }
        return max;
    }
}
