package mnist.nn;

import java.util.Arrays;
import mnist.data.RandomStream;
import mnist.data.Range;
import org.nd4j.linalg.api.buffer.DataType;

/** A network with examples, and its parameters as one vector. */
final class CurvatureSetup {
    static final int EXAMPLES = 4;
    /** The step of finite differences. */
    static final double H = 1e-5;

    private final Network network;
    private final Objective objective;
    private final ForwardPass forward;
    private final Matrix images;
    private final int[] labels;
    final int outputs;
    private final Matrix point;

    private CurvatureSetup(Network network, Objective objective, Matrix images, int[] labels) {
        this.network = network;
        this.objective = objective;
        this.images = images;
        this.labels = labels;
        this.forward = new ForwardPass(network, labels.length);
        this.point = Matrix.of(network.parameters().vector());
        this.outputs = network.architecture().size(network.architecture().layers());
    }

    CurvatureSetup(BackwardPassTest.Case c) {
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
    static CurvatureSetup of(Architecture architecture, double[] parameters, double... image) {
        Network network = new Network(Parameters.zeros(architecture, DataType.DOUBLE));
        CurvatureSetup setup = new CurvatureSetup(
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
        return (objective.cost().derivative(error + H) - objective.cost().derivative(error - H)) / (2 * H);
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

    static double[] unit(int size, int index) {
        double[] unit = new double[size];
        unit[index] = 1;
        return unit;
    }

    static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }
}
