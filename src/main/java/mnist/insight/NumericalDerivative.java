package mnist.insight;

import java.util.function.DoubleUnaryOperator;

/**
 * The derivative of a function at 0 by central differences, {@code (f(h) - f(-h)) / 2h}, extrapolated to h = 0 (Ridders 1982; Press et al.,
 * "Numerical Recipes", section 5.7). Steps too large err by the curve of f, steps too small by rounding; this method goes
 * through steps from large to small, and knows by itself which of them is the best.
 *
 * @param value the derivative
 * @param error about how far it may be off
 */
record NumericalDerivative(double value, double error) {
    private static final int STEPS = 8;
    private static final double SHRINK = 2;

    /**
     * Finds the derivative.
     *
     * @param f smooth from {@code -largestStep} to {@code largestStep}
     */
    static NumericalDerivative of(DoubleUnaryOperator f, double largestStep) {
        double[][] table = new double[STEPS][STEPS];
        double step = largestStep;
        NumericalDerivative best = new NumericalDerivative(Double.NaN, Double.POSITIVE_INFINITY);
        for (int i = 0; i < STEPS; i++, step /= SHRINK) {
            table[0][i] = (f.applyAsDouble(step) - f.applyAsDouble(-step)) / (2 * step);
            double factor = 1;
            for (int order = 1; order <= i; order++) {
                // Removes the error's term in step^(2 order).
                factor *= SHRINK * SHRINK;
                table[order][i] = (factor * table[order - 1][i] - table[order - 1][i - 1]) / (factor - 1);
                double error = Math.max(
                        Math.abs(table[order][i] - table[order - 1][i]),
                        Math.abs(table[order][i] - table[order - 1][i - 1]));
                if (error <= best.error) {
                    best = new NumericalDerivative(table[order][i], error);
                }
            }
            if (i > 0 && Math.abs(table[i][i] - table[i - 1][i - 1]) >= 2 * best.error) {
                // From here on, rounding only makes it worse.
                break;
            }
        }
        return best;
    }
}
