package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CurvaturePassTest {
    private static final int EXAMPLES = CurvatureSetup.EXAMPLES;
    private static final double H = CurvatureSetup.H;

    static Stream<BackwardPassTest.Case> everyActivationCostAndDepth() {
        return BackwardPassTest.everyActivationCostAndDepth();
    }

    static Stream<BackwardPassTest.Case> everyActivationAndCost() {
        return everyActivationCostAndDepth().filter(c -> c.sizes().length == 3);
    }

    @ParameterizedTest
    @MethodSource("everyActivationCostAndDepth")
    void hessianTimesAVectorIsTheDifferenceOfGradientsAlongIt(BackwardPassTest.Case c) {
        CurvatureSetup setup = new CurvatureSetup(c);
        double[] v = setup.vector(1);
        double[] numerical = new double[v.length];
        for (int sign : new int[] {1, -1}) {
            setup.move(sign * H, v);
            double[] gradient = setup.gradient();
            setup.move(-sign * H, v);
            for (int i = 0; i < v.length; i++) {
                numerical[i] += sign * gradient[i] / (2 * H);
            }
        }
        assertClose(numerical, setup.times(Curvature.HESSIAN, v), 1e-7);
    }

    @ParameterizedTest
    @MethodSource("everyActivationAndCost")
    void gaussNewtonIsTheCurvatureOfTheCostBetweenTwoJacobiansOfTheOutputs(BackwardPassTest.Case c) {
        CurvatureSetup setup = new CurvatureSetup(c);
        double[] v = setup.vector(1);
        double[][] jacobian = setup.jacobian();
        double[] expected = new double[v.length];
        for (int x = 0; x < EXAMPLES; x++) {
            double[] u = new double[setup.outputs];
            for (int k = 0; k < setup.outputs; k++) {
                u[k] = CurvatureSetup.dot(jacobian[x * setup.outputs + k], v);
            }
            double[] hu = setup.costCurvatureTimes(x, u);
            for (int k = 0; k < setup.outputs; k++) {
                for (int i = 0; i < v.length; i++) {
                    expected[i] += jacobian[x * setup.outputs + k][i] * hu[k] / EXAMPLES;
                }
            }
        }
        assertClose(expected, setup.times(Curvature.GAUSS_NEWTON, v), 1e-7);
    }

    @ParameterizedTest
    @MethodSource("everyActivationAndCost")
    void bothMatricesAreSymmetricAndGaussNewtonHasNoNegativeCurvature(BackwardPassTest.Case c) {
        CurvatureSetup setup = new CurvatureSetup(c);
        double[] u = setup.vector(1);
        double[] v = setup.vector(2);
        for (Curvature curvature : Curvature.values()) {
            double uHv = CurvatureSetup.dot(u, setup.times(curvature, v));
            assertEquals(
                    uHv,
                    CurvatureSetup.dot(v, setup.times(curvature, u)),
                    1e-12 * (1 + Math.abs(uHv)),
                    curvature.label());
        }
        for (int stream = 3; stream < 8; stream++) {
            double[] w = setup.vector(stream);
            assertTrue(CurvatureSetup.dot(w, setup.times(Curvature.GAUSS_NEWTON, w)) >= -1e-12);
        }
    }

    @Test
    void forSoftmaxWithCrossEntropyGaussNewtonIsTheFisherMatrix() {
        CurvatureSetup setup = new CurvatureSetup(
                new BackwardPassTest.Case(Activation.TANH, Activation.SOFTMAX, Cost.CROSS_ENTROPY, 5, 4, 3));
        double[] v = setup.vector(1);
        double[] expected = new double[v.length];
        for (int x = 0; x < EXAMPLES; x++) {
            double[] p = setup.outputsOf(x);
            for (int k = 0; k < p.length; k++) {
                // The gradient of -log p_k, as if the label were k: it is so with probability p_k.
                double[] gradient = setup.gradientOf(x, k);
                double along = CurvatureSetup.dot(gradient, v);
                for (int i = 0; i < v.length; i++) {
                    expected[i] += p[k] * gradient[i] * along / EXAMPLES;
                }
            }
        }
        assertClose(expected, setup.times(Curvature.GAUSS_NEWTON, v), 1e-12);
    }

    /**
     * The network of {@link HandWorkedNetworkTest}, where sigma'' is 0, and three of the nine columns of its Hessian.
     *
     * <pre>{@code
     * v = e(b^2)      R{z^2} = 1      R{a^2} = 1/4   R{delta^2} = 1/4 * 1/4 = 1/16
     *                 R{delta^1} = (2, -2) 1/16 * 1/4 = (1/32, -1/32)
     * v = e(W^2_11)   R{z^2} = 1/2    R{a^2} = 1/8   R{delta^2} = 1/32
     *                 R{delta^1} = ((2, -2) 1/32 + (1, 0) -1/8) * 1/4 = (-1/64, -1/64)
     * v = e(b^1_1)    R{a^1} = (1/4, 0)   R{z^2} = 1/2   R{a^2} = 1/8   R{delta^2} = 1/32
     *                 R{delta^1} = (2, -2) 1/32 * 1/4 = (1/64, -1/64)
     *                 R{dC/dW^2} = 1/32 (1/2, 1/2) - 1/8 (1/4, 0) = (-1/64, 1/64)
     * }</pre>
     */
    @Test
    void hessianOfTheHandWorkedNetworkIsTheHandWorkedOne() {
        CurvatureSetup setup = CurvatureSetup.of(
                TestNetworks.architecture(Activation.SIGMOID, Activation.SIGMOID, 2, 2, 1),
                new double[] {1, -1, 2, 1, -1, 1, 2, -2, 0},
                1,
                0);
        double[] ofB2 = {1 / 32., -1 / 32., 0, 0, 1 / 32., -1 / 32., 1 / 32., 1 / 32., 1 / 16.};
        double[] ofW2 = {-1 / 64., -1 / 64., 0, 0, -1 / 64., -1 / 64., 1 / 64., 1 / 64., 1 / 32.};
        double[] ofB1 = {1 / 64., -1 / 64., 0, 0, 1 / 64., -1 / 64., -1 / 64., 1 / 64., 1 / 32.};
        assertArrayEquals(ofB2, setup.times(Curvature.HESSIAN, CurvatureSetup.unit(9, 8)));
        assertArrayEquals(ofW2, setup.times(Curvature.HESSIAN, CurvatureSetup.unit(9, 6)));
        assertArrayEquals(ofB1, setup.times(Curvature.HESSIAN, CurvatureSetup.unit(9, 4)));
        // Without the term (V^2)^T delta^2.
        double[] gaussNewtonOfW2 = {1 / 64., -1 / 64., 0, 0, 1 / 64., -1 / 64., 1 / 64., 1 / 64., 1 / 32.};
        assertArrayEquals(gaussNewtonOfW2, setup.times(Curvature.GAUSS_NEWTON, CurvatureSetup.unit(9, 6)));
    }

    /** With a = 3/4, sigma' = 3/16, sigma'' = -3/32 and y = 1: d2C/dz2 = (3/16)^2 + (3/4 - 1) * -3/32 = 15/256; x = 2. */
    @Test
    void hessianOfOneNeuronHasTheTermOfItsSecondDerivative() {
        CurvatureSetup setup = CurvatureSetup.of(
                TestNetworks.architecture(Activation.SIGMOID, Activation.SIGMOID, 2, 1),
                new double[] {0, 0, Math.log(3)},
                2,
                0);
        assertArrayEquals(
                new double[] {60 / 256., 0, 30 / 256.},
                setup.times(Curvature.HESSIAN, CurvatureSetup.unit(3, 0)),
                1e-15);
        assertArrayEquals(
                new double[] {30 / 256., 0, 15 / 256.},
                setup.times(Curvature.HESSIAN, CurvatureSetup.unit(3, 2)),
                1e-15);
        assertArrayEquals(
                new double[] {18 / 256., 0, 9 / 256.},
                setup.times(Curvature.GAUSS_NEWTON, CurvatureSetup.unit(3, 2)),
                1e-15);
    }

    private static void assertClose(double[] expected, double[] actual, double tolerance) {
        double size = Math.sqrt(CurvatureSetup.dot(expected, expected)) + 1e-3;
        assertArrayEquals(expected, actual, tolerance * size);
    }
}
