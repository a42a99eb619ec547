package mnist.nn;

/** The standard normal distribution N(0, 1), the same to the bit on every Java. */
final class Gaussian {
    private static final double SQRT_2_PI = StrictMath.sqrt(2 * Math.PI);
    /** From here on, {@code 1 - Phi} is less than half of the last digit of 1. */
    private static final double FAR = 8.3;

    private Gaussian() {}

    /** Returns {@code phi(z) = e^(-z^2/2) / sqrt(2 pi)}. */
    static double density(double z) {
        return StrictMath.exp(-z * z / 2) / SQRT_2_PI;
    }

    /**
     * Returns {@code Phi(z)}, the integral of phi up to z, to about 1e-16. The terms of its series have one sign, so nothing
     * cancels (Marsaglia 2004; Abramowitz and Stegun 1964, 26.2.11):
     *
     * <pre>{@code
     * Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/(3 5) + z^7/(3 5 7) + …)
     * }</pre>
     */
    static double distribution(double z) {
        if (Math.abs(z) > FAR) {
            return z > 0 ? 1 : 0;
        }
        double term = z;
        double sum = z;
        double before = 0;
        for (int odd = 3; sum != before && !Double.isNaN(sum); odd += 2) {
            before = sum;
            term *= z * z / odd;
            sum += term;
        }
        return Math.max(0, 0.5 + density(z) * sum);
    }
}
