package mnist.nn;

/** The softmax of each column: {@code a_j = e^z_j / sum_k e^z_k} (SOURCES S2). */
final class Softmax {
    private Softmax() {}

    /** {@code A = softmax(Z)}, both {@code (n_L, B)}. The largest z is subtracted first, so that no e^z overflows. */
    static void apply(Matrix z, Matrix a) {
        for (int x = 0; x < z.columns(); x++) {
            double max = max(z, x);
            double sum = 0;
            for (int j = 0; j < z.rows(); j++) {
                double power = Math.exp(z.get(j, x) - max);
                a.set(j, x, power);
                sum += power;
            }
            for (int j = 0; j < z.rows(); j++) {
                a.set(j, x, a.get(j, x) / sum);
            }
        }
    }

    /**
     * Turns {@code dC/dA} into {@code dC/dZ}, in place. With {@code da_k/dz_j = a_k ([j = k] - a_j)}:
     *
     * <pre>{@code dC/dz_j = a_j (dC/da_j - sum_k a_k dC/da_k)}</pre>
     */
    static void backward(Matrix a, Matrix delta) {
        for (int x = 0; x < a.columns(); x++) {
            double mean = 0;
            for (int k = 0; k < a.rows(); k++) {
                mean += a.get(k, x) * delta.get(k, x);
            }
            for (int j = 0; j < a.rows(); j++) {
                delta.set(j, x, a.get(j, x) * (delta.get(j, x) - mean));
            }
        }
    }

    /** Returns {@code log sum_k e^z_k} of column x: {@code -log a_j} is this minus {@code z_j}, exact where a_j is 0. */
    static double logSumExp(Matrix z, int x) {
        double max = max(z, x);
        double sum = 0;
        for (int k = 0; k < z.rows(); k++) {
            sum += Math.exp(z.get(k, x) - max);
        }
        return max + Math.log(sum);
    }

    private static double max(Matrix z, int x) {
        double max = z.get(0, x);
        for (int k = 1; k < z.rows(); k++) {
            max = Math.max(max, z.get(k, x));
        }
        return max;
    }
}
