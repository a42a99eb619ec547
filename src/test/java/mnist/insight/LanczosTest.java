package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import mnist.data.Dataset;
import mnist.data.IdxBuilder;
import mnist.data.RandomStream;
import mnist.nn.Activation;
import mnist.nn.Architecture;
import mnist.nn.Cost;
import mnist.nn.Initializer;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.training.MeanCurvature;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;

class LanczosTest {
    @Test
    void endsOfADiagonalAreItsLargestAndSmallestNumber() {
        double[] diagonal = {3, -2, 0.5, 100, 1, 1, 0};
        Lanczos found = Lanczos.of(v -> times(diagonal, v), 7, 200);
        assertEquals(100, found.largest().value(), 1e-10);
        assertEquals(-2, found.smallest().value(), 1e-10);
    }

    @Test
    void oneNumberIsItsOwnEigenvalue() {
        Lanczos found = Lanczos.of(v -> times(new double[] {-3}, v), 1, 200);
        assertEquals(-3, found.largest().value(), 1e-14);
        assertEquals(-3, found.smallest().value(), 1e-14);
        assertEquals(CurvatureReport.Shape.MAXIMUM, CurvatureReport.Shape.of(found));
    }

    @Test
    void boundsHoldAlsoAfterFewSteps() {
        double[] diagonal = new double[400];
        RandomStream random = new RandomStream(5, "diagonal", 0);
        for (int i = 0; i < 400; i++) {
            diagonal[i] = random.nextGaussian();
        }
        for (int steps : new int[] {5, 20, 60}) {
            Lanczos found = Lanczos.of(v -> times(diagonal, v), 400, steps);
            for (Lanczos.Eigenvalue end : List.of(found.largest(), found.smallest())) {
                double nearest = Double.MAX_VALUE;
                for (double eigenvalue : diagonal) {
                    nearest = Math.min(nearest, Math.abs(eigenvalue - end.value()));
                }
                assertTrue(nearest <= end.bound() + 1e-12, nearest + " within " + end.bound());
            }
        }
    }

    /** The whole Hessian by differences of the gradient, and its eigenvalues by another program. */
    @Test
    void endsOfANetworksHessianAreThoseOfTheWholeMatrix() {
        Dataset data = new IdxBuilder()
                .examples(40)
                .size(2, 3)
                .pixels((example, row, column) -> (example * 37 + row * 101 * (example % 5) + column * 53) % 256)
                .labels(example -> example % 3)
                .read();
        Architecture shape = new Architecture(List.of(6, 4, 3), List.of(Activation.TANH, Activation.SOFTMAX));
        Objective objective = new Objective(Cost.CROSS_ENTROPY, Activation.SOFTMAX);
        Network network = Network.initialize(shape, Initializer.XAVIER, 1).inFloat64();
        int n = (int) shape.parameterCount();
        double[][] hessian = new double[n][n];
        double h = 1e-5;
        for (int i = 0; i < n; i++) {
            for (int sign : new int[] {1, -1}) {
                Network moved = network.inFloat64();
                moved.parameters()
                        .vector()
                        .putScalar(0, i, network.parameters().vector().getDouble(0, i) + sign * h);
                double[] gradient = new double[n];
                new MeanCurvature(moved, objective, data).cost(gradient);
                for (int j = 0; j < n; j++) {
                    hessian[j][i] += sign * gradient[j] / (2 * h);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                hessian[i][j] = (hessian[i][j] + hessian[j][i]) / 2;
                hessian[j][i] = hessian[i][j];
            }
        }
        double[] eigenvalues = new EigenDecomposition(new Array2DRowRealMatrix(hessian)).getRealEigenvalues();
        Arrays.sort(eigenvalues);
        MeanCurvature surface = new MeanCurvature(network, objective, data);
        Lanczos found = Lanczos.of(surface::times, surface.size(), 200);
        assertEquals(eigenvalues[n - 1], found.largest().value(), 1e-7);
        assertEquals(eigenvalues[0], found.smallest().value(), 1e-7);
        assertTrue(eigenvalues[0] < 0);
        assertEquals(CurvatureReport.Shape.SADDLE, CurvatureReport.Shape.of(found));
    }

    private static double[] times(double[] diagonal, double[] v) {
        double[] product = v.clone();
        for (int i = 0; i < v.length; i++) {
            product[i] *= diagonal[i];
        }
        return product;
    }
}
