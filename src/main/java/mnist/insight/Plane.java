package mnist.insight;

import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import mnist.data.RandomStream;

/**
 * The plane that lies nearest to some points, by the sum of the squared distances: {@code origin + x u + y v}, where the origin
 * is their mean, and u and v, orthogonal and of length 1, are their first two principal directions (Pearson 1901; for the path of
 * a training, Li et al. 2018). Through three points it is exact.
 *
 * @param origin the mean, of P numbers
 * @param u the direction in which the points vary most
 * @param v the direction orthogonal to it in which they vary most
 * @param share the part of the points' variance that lies in the plane, in [0, 1]
 */
record Plane(double[] origin, double[] u, double[] v, double share) {
    /** Below this part of the first direction's variance the second is rounding. */
    private static final double NO_VARIANCE = 1e-12;

    private static final int MOST_ITERATIONS = 2_000;
    private static final double CONVERGED = 1e-12;

    /**
     * Finds the plane. Its directions are turned so that the last point lies right of and above the first.
     *
     * @param points K of P numbers each
     * @return nothing if the points lie on a line
     */
    static Optional<Plane> nearest(float[][] points) {
        double[] origin = new double[points[0].length];
        for (float[] point : points) {
            for (int i = 0; i < origin.length; i++) {
                origin[i] += (double) point[i] / points.length;
            }
        }
        // The K x K matrix D D^T has the eigenvalues of the P x P matrix D^T D, and D^T e is its eigenvector for e of
        // this one.
        double[][] products = new double[points.length][points.length];
        IntStream.range(0, points.length).parallel().forEach(j -> {
            for (int k = 0; k <= j; k++) {
                products[j][k] = product(points[j], points[k], origin);
            }
        });
        for (int j = 0; j < points.length; j++) {
            for (int k = j + 1; k < points.length; k++) {
                products[j][k] = products[k][j];
            }
        }
        double all = IntStream.range(0, points.length)
                .mapToDouble(k -> products[k][k])
                .sum();
        double[] first = eigenvector(products);
        double firstVariance = takeOut(products, first);
        double[] second = eigenvector(products);
        double secondVariance = takeOut(products, second);
        if (!(secondVariance > NO_VARIANCE * firstVariance)) {
            return Optional.empty();
        }
        double[] u = direction(points, origin, first);
        double[] v = direction(points, origin, second);
        return Optional.of(new Plane(origin, u, v, (firstVariance + secondVariance) / all));
    }

    /** Returns x and y of the point of the plane that is nearest to a point. */
    double[] coordinates(float[] point) {
        double x = 0;
        double y = 0;
        for (int i = 0; i < origin.length; i++) {
            x += (point[i] - origin[i]) * u[i];
            y += (point[i] - origin[i]) * v[i];
        }
        return new double[] {x, y};
    }

    /** Returns {@code origin + x u + y v}, rounded to float32. */
    float[] at(double x, double y) {
        float[] point = new float[origin.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = (float) (origin[i] + x * u[i] + y * v[i]);
        }
        return point;
    }

    private static double product(float[] a, float[] b, double[] origin) {
        double sum = 0;
        for (int i = 0; i < origin.length; i++) {
            sum += (a[i] - origin[i]) * (b[i] - origin[i]);
        }
        return sum;
    }

    /** Returns the eigenvector of the largest eigenvalue, by power iteration from a random vector. */
    private static double[] eigenvector(double[][] matrix) {
        RandomStream random = new RandomStream(1, "power iteration", 0);
        double[] e = IntStream.range(0, matrix.length)
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
        double moved = 1;
        for (int i = 0; i < MOST_ITERATIONS && moved > CONVERGED; i++) {
            double[] before = e;
            e = normalised(times(matrix, e));
            moved = 0;
            for (int k = 0; k < e.length; k++) {
                moved = Math.max(moved, Math.abs(e[k] - before[k]));
            }
        }
        return e;
    }

    /** Takes an eigenvector's part out of a matrix, {@code M := M - lambda e e^T}; returns its eigenvalue {@code e^T M e}. */
    private static double takeOut(double[][] matrix, double[] e) {
        double[] product = times(matrix, e);
        double eigenvalue =
                IntStream.range(0, e.length).mapToDouble(k -> e[k] * product[k]).sum();
        for (int j = 0; j < e.length; j++) {
            for (int k = 0; k < e.length; k++) {
                matrix[j][k] -= eigenvalue * e[j] * e[k];
            }
        }
        return eigenvalue;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int j = 0; j < vector.length; j++) {
            for (int k = 0; k < vector.length; k++) {
                product[j] += matrix[j][k] * vector[k];
            }
        }
        return product;
    }

    private static double[] normalised(double[] vector) {
        double length = Math.sqrt(DoubleStream.of(vector).map(x -> x * x).sum());
        return DoubleStream.of(vector).map(x -> length == 0 ? 0 : x / length).toArray();
    }

    /** Returns {@code D^T e}, made of length 1. */
    private static double[] direction(float[][] points, double[] origin, double[] e) {
        double[] direction = new double[origin.length];
        for (int k = 0; k < points.length; k++) {
            for (int i = 0; i < direction.length; i++) {
                direction[i] += e[k] * (points[k][i] - origin[i]);
            }
        }
        double sign = e[e.length - 1] >= e[0] ? 1 : -1;
        return DoubleStream.of(normalised(direction)).map(x -> sign * x).toArray();
    }
}
