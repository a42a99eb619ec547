package mnist.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import mnist.data.RandomStream;
import mnist.nn.Vectors;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;

class ConjugateGradientsTest {
    @Test
    void twoStepsSolveTwoEquations() {
        // A = (2 0; 0 4), g = (-2, -4): alpha = 20 / 72, then the exact solution (1, 1), where m = -2 - 4 + 1 + 2 = -3.
        double[][] a = {{2, 0}, {0, 4}};
        assertArrayEquals(
                new double[] {40 / 72.0, 80 / 72.0}, solve(a, 1, -2, -4).p(), 1e-15);
        assertEquals(-400 / 144.0, solve(a, 1, -2, -4).model(), 1e-15);
        assertArrayEquals(new double[] {1, 1}, solve(a, 2, -2, -4).p(), 1e-14);
        assertEquals(-3, solve(a, 2, -2, -4).model(), 1e-14);
    }

    @Test
    void solutionIsThatOfAnotherProgram() {
        int n = 9;
        RandomStream random = new RandomStream(3, "matrix", 0);
        double[][] a = new double[n][n];
        double[] g = new double[n];
        for (int i = 0; i < n; i++) {
            g[i] = random.nextGaussian();
            for (int j = 0; j <= i; j++) {
                a[i][j] = random.nextGaussian() + (i == j ? 9 : 0);
                a[j][i] = a[i][j];
            }
        }
        double[] expected = new LUDecomposition(new Array2DRowRealMatrix(a))
                .getSolver()
                .solve(new ArrayRealVector(g).mapMultiply(-1))
                .toArray();
        ConjugateGradients.Solution solution = solve(a, n, g);
        assertArrayEquals(expected, solution.p(), 1e-10);
        double model = Vectors.dot(g, expected) + Vectors.dot(expected, Surfaces.times(a, expected)) / 2;
        assertEquals(model, solution.model(), 1e-10);
    }

    @Test
    void negativeCurvatureAtOnceGivesTheWayDownhill() {
        // d = -g = (0, 1): d^T A d = -3, and m(d) = -1 - 3/2.
        ConjugateGradients.Solution solution = solve(new double[][] {{2, 0}, {0, -3}}, 9, 0, -1);
        assertArrayEquals(new double[] {0, 1}, solution.p());
        assertEquals(-2.5, solution.model());
    }

    @Test
    void negativeCurvatureLaterGivesWhatWasReachedBefore() {
        // The first step is 2 / (2 - 1/4) ... along (1, 1/2); the second direction bends down.
        double[][] a = {{2, 0}, {0, -1}};
        ConjugateGradients.Solution solution = solve(a, 9, -1, -0.5);
        double alpha = 1.25 / (2 - 0.25);
        assertArrayEquals(new double[] {alpha, alpha / 2}, solution.p(), 1e-15);
        assertEquals(-1.25 * alpha / 2, solution.model(), 1e-15);
    }

    @Test
    void whereTheGradientIsZeroNothingIsDone() {
        assertArrayEquals(
                new double[] {0, 0},
                solve(new double[][] {{1, 0}, {0, 1}}, 9, 0, 0).p());
    }

    private static ConjugateGradients.Solution solve(double[][] a, int most, double... g) {
        return ConjugateGradients.solve(
                (v, product) -> System.arraycopy(Surfaces.times(a, v), 0, product, 0, v.length), g, most);
    }
}
