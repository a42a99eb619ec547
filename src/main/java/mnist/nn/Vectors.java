package mnist.nn;

/** The few operations on vectors of P numbers, one for each parameter, that iterative methods are made of. Sums are formed in order. */
public final class Vectors {
    private Vectors() {}

    /** Returns {@code u^T v}. */
    public static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    /** {@code y := y + factor * x}. */
    public static void add(double factor, double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += factor * x[i];
        }
    }

    /** Returns {@code x + factor * d}. */
    public static double[] along(double[] x, double factor, double[] d) {
        double[] y = x.clone();
        add(factor, d, y);
        return y;
    }

    /** Returns {@code factor * x}. */
    public static double[] scaled(double factor, double[] x) {
        double[] y = new double[x.length];
        add(factor, x, y);
        return y;
    }
}
