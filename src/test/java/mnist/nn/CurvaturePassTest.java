package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import mnist.data.RandomStream;
import mnist.data.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

class CurvaturePassTest {
    private static final int EXAMPLES = 4;
    private static final double H = 1e-5;

    static Stream<BackwardPassTest.Case> everyActivationCostAndDepth() {
        return BackwardPassTest.everyActivationCostAndDepth();
    }

    static Stream<BackwardPassTest.Case> everyActivationAndCost() {
        return everyActivationCostAndDepth().filter(c -> c.sizes().length == 3);
    }

    @ParameterizedTest
    @MethodSource("everyActivationCostAndDepth")
    void hessianTimesAVectorIsTheDifferenceOfGradientsAlongIt(BackwardPassTest.Case c) {
        Setup setup = new Setup(c);
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
        Setup setup = new Setup(c);
        double[] v = setup.vector(1);
        double[][] jacobian = setup.jacobian();
        double[] expected = new double[v.length];
        for (int x = 0; x < EXAMPLES; x++) {
            double[] u = new double[setup.outputs];
            for (int k = 0; k < setup.outputs; k++) {
                u[k] = dot(jacobian[x * setup.outputs + k], v);
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
        Setup setup = new Setup(c);
        double[] u = setup.vector(1);
        double[] v = setup.vector(2);
        for (Curvature curvature : Curvature.values()) {
            double uHv = dot(u, setup.times(curvature, v));
            assertEquals(uHv, dot(v, setup.times(curvature, u)), 1e-12 * (1 + Math.abs(uHv)), curvature.label());
        }
        for (int stream = 3; stream < 8; stream++) {
            double[] w = setup.vector(stream);
            assertTrue(dot(w, setup.times(Curvature.GAUSS_NEWTON, w)) >= -1e-12);
        }
    }

    @Test
    void forSoftmaxWithCrossEntropyGaussNewtonIsTheFisherMatrix() {
        Setup setup =
                new Setup(new BackwardPassTest.Case(Activation.TANH, Activation.SOFTMAX, Cost.CROSS_ENTROPY, 5, 4, 3));
        double[] v = setup.vector(1);
        double[] expected = new double[v.length];
        for (int x = 0; x < EXAMPLES; x++) {
            double[] p = setup.outputsOf(x);
            for (int k = 0; k < p.length; k++) {
                // The gradient of -log p_k, as if the label were k: it is so with probability p_k.
                double[] gradient = setup.gradientOf(x, k);
                double along = dot(gradient, v);
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
        Setup setup = Setup.of(
                TestNetworks.architecture(Activation.SIGMOID, Activation.SIGMOID, 2, 2, 1),
                new double[] {1, -1, 2, 1, -1, 1, 2, -2, 0},
                1,
                0);
        double[] ofB2 = {1 / 32., -1 / 32., 0, 0, 1 / 32., -1 / 32., 1 / 32., 1 / 32., 1 / 16.};
        double[] ofW2 = {-1 / 64., -1 / 64., 0, 0, -1 / 64., -1 / 64., 1 / 64., 1 / 64., 1 / 32.};
        double[] ofB1 = {1 / 64., -1 / 64., 0, 0, 1 / 64., -1 / 64., -1 / 64., 1 / 64., 1 / 32.};
        assertArrayEquals(ofB2, setup.times(Curvature.HESSIAN, unit(9, 8)));
        assertArrayEquals(ofW2, setup.times(Curvature.HESSIAN, unit(9, 6)));
        assertArrayEquals(ofB1, setup.times(Curvature.HESSIAN, unit(9, 4)));
        // Without the term (V^2)^T delta^2.
        double[] gaussNewtonOfW2 = {1 / 64., -1 / 64., 0, 0, 1 / 64., -1 / 64., 1 / 64., 1 / 64., 1 / 32.};
        assertArrayEquals(gaussNewtonOfW2, setup.times(Curvature.GAUSS_NEWTON, unit(9, 6)));
    }

    /** With a = 3/4, sigma' = 3/16, sigma'' = -3/32 and y = 1: d2C/dz2 = (3/16)^2 + (3/4 - 1) * -3/32 = 15/256; x = 2. */
    @Test
    void hessianOfOneNeuronHasTheTermOfItsSecondDerivative() {
        Setup setup = Setup.of(
                TestNetworks.architecture(Activation.SIGMOID, Activation.SIGMOID, 2, 1),
                new double[] {0, 0, Math.log(3)},
                2,
                0);
        assertArrayEquals(new double[] {60 / 256., 0, 30 / 256.}, setup.times(Curvature.HESSIAN, unit(3, 0)), 1e-15);
        assertArrayEquals(new double[] {30 / 256., 0, 15 / 256.}, setup.times(Curvature.HESSIAN, unit(3, 2)), 1e-15);
        assertArrayEquals(
                new double[] {18 / 256., 0, 9 / 256.}, setup.times(Curvature.GAUSS_NEWTON, unit(3, 2)), 1e-15);
    }

    private static double[] unit(int size, int index) {
        double[] unit = new double[size];
        unit[index] = 1;
        return unit;
    }

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    private static void assertClose(double[] expected, double[] actual, double tolerance) {
        double size = Math.sqrt(dot(expected, expected)) + 1e-3;
        assertArrayEquals(expected, actual, tolerance * size);
    }

    /** A network with examples, and its parameters as one vector. */
    private static final class Setup {
        private final Network network;
        private final Objective objective;
        private final ForwardPass forward;
        private final Matrix images;
        private final int[] labels;
        private final int outputs;
        private final Matrix point;

        private Setup(Network network, Objective objective, Matrix images, int[] labels) {
            this.network = network;
            this.objective = objective;
            this.images = images;
            this.labels = labels;
            this.forward = new ForwardPass(network, labels.length);
            this.point = Matrix.of(network.parameters().vector());
            this.outputs = network.architecture().size(network.architecture().layers());
        }

        Setup(BackwardPassTest.Case c) {
            this(
                    Network.initialize(
                            TestNetworks.architecture(c.hidden(), c.output(), c.sizes()),
                            Initializer.XAVIER,
                            3,
                            DataType.DOUBLE),
                    new Objective(c.cost(), c.output()),
                    TestNetworks.images(5, EXAMPLES, DataType.DOUBLE),
                    TestNetworks.labels(3, EXAMPLES));
        }

        /** One example of two pixels, of class 0, with the cost 1/2 (y - a)^2. */
        static Setup of(Architecture architecture, double[] parameters, double... image) {
            Network network = new Network(Parameters.zeros(architecture, DataType.DOUBLE));
            Setup setup = new Setup(
                    network,
                    new Objective(Cost.HALF_SQUARED_ERROR, Activation.SIGMOID),
                    ActivationTest.column(image),
                    new int[] {0});
            setup.move(1, parameters);
            return setup;
        }

        void move(double factor, double[] v) {
            double[] w = point.read();
            for (int i = 0; i < w.length; i++) {
                w[i] += factor * v[i];
            }
            point.put(0, w.length, w);
        }

        double[] gradient() {
            forward.run(images);
            return values(new BackwardPass(forward, objective, labels.length).gradient(labels));
        }

        double[] times(Curvature curvature, double[] v) {
            forward.run(images);
            Parameters product = Parameters.zeros(network.architecture(), DataType.DOUBLE);
            new CurvaturePass(forward, objective, curvature, labels.length)
                    .run(labels, labels.length, parameters(v), BackwardPass.into(product, 0));
            return values(product);
        }

        double[] gradientOf(int example, int label) {
            ForwardPass one = new ForwardPass(network, 1);
            one.run(images.columns(new Range(example, example + 1)));
            return values(new BackwardPass(one, objective, 1).gradient(new int[] {label}));
        }

        double[] outputsOf(int example) {
            forward.run(images);
            double[] a = forward.a(network.architecture().layers()).read();
            return Arrays.copyOfRange(a, example * outputs, (example + 1) * outputs);
        }

        /** By differences, a row for each output of each example: Z^L for the costs that are convex in it, else A^L. */
        double[][] jacobian() {
            int parameters = (int) network.architecture().parameterCount();
            double[][] jacobian = new double[EXAMPLES * outputs][parameters];
            for (int i = 0; i < parameters; i++) {
                for (int sign : new int[] {1, -1}) {
                    move(sign * H, unit(parameters, i));
                    forward.run(images);
                    move(-sign * H, unit(parameters, i));
                    int l = network.architecture().layers();
                    double[] output = (objective.cost().isOfErrors() ? forward.a(l) : forward.z(l)).read();
                    for (int row = 0; row < jacobian.length; row++) {
                        jacobian[row][i] += sign * output[row] / (2 * H);
                    }
                }
            }
            return jacobian;
        }

        /** The second derivatives of the cost of an example with respect to these outputs, times a vector. */
        double[] costCurvatureTimes(int example, double[] u) {
            double[] a = outputsOf(example);
            double[] product = new double[outputs];
            for (int k = 0; k < outputs; k++) {
                product[k] = switch (objective.cost()) {
                    case PERCEPTRON -> 0;
                    case CROSS_ENTROPY ->
                        objective.output() == Activation.SOFTMAX ? a[k] * (u[k] - dot(a, u)) : a[k] * (1 - a[k]) * u[k];
                    default -> u[k] * bend(a[k] - (k == labels[example] ? 1 : 0));
                };
            }
            return product;
        }

        /** By differences of the slope. */
        private double bend(double error) {
            return (objective.cost().slope(error + H) - objective.cost().slope(error - H)) / (2 * H);
        }

        /** Numbers drawn from N(0, 1), one for each parameter. */
        double[] vector(int stream) {
            RandomStream random = new RandomStream(11, "vector", stream);
            double[] v = new double[(int) network.architecture().parameterCount()];
            for (int i = 0; i < v.length; i++) {
                v[i] = random.nextGaussian();
            }
            return v;
        }

        private Parameters parameters(double[] v) {
            Parameters parameters = Parameters.zeros(network.architecture(), DataType.DOUBLE);
            Matrix vector = Matrix.of(parameters.vector());
            vector.put(0, v.length, v);
            return parameters;
        }

        private static double[] values(Parameters parameters) {
            return Matrix.of(parameters.vector()).read();
        }
    }
}
