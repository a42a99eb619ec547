package mnist.insight;

import java.util.function.Function;
import mnist.nn.Architecture;
import mnist.nn.Network;
import mnist.nn.Parameters;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Backpropagation of sigmoid layers and the cost {@code sum_k (y_k - a_k)^2}, with a loop for each sum and nothing of the program's own;
 * and the mistakes that people make in it.
 */
enum PlainBackpropagation implements Function<MeanCost, Parameters> {
    RIGHT,
    /** BP2 without sigma'(z). */
    SLOPE_DROPPED,
    /** BP2 with W where W^T belongs; the layers must be square for it to run. */
    NOT_TRANSPOSED,
    /** The sum over the examples, not their mean. */
    SUM_OVER_EXAMPLES,
    /** The gradient of half the cost. */
    HALF_THE_COST,
    /** Two layers of one shape exchanged. */
    LAYERS_SWAPPED,
    /** The output's own slope dropped, as it would be right for cross-entropy. */
    OUTPUT_SLOPE_DROPPED,
    /** One single weight a thousandth too large. */
    ONE_WEIGHT_OFF;

    @Override
    public Parameters apply(MeanCost problem) {
        Network network = problem.network();
        Architecture architecture = network.architecture();
        Parameters gradient = Parameters.zeros(architecture, DataType.DOUBLE);
        INDArray images = problem.images().copy();
        for (int x = 0; x < problem.labels().length; x++) {
            addExample(network, images.getColumn(x).toDoubleVector(), problem.labels()[x], gradient);
        }
        double factor =
                (this == SUM_OVER_EXAMPLES ? 1 : 1.0 / problem.labels().length) * (this == HALF_THE_COST ? 0.5 : 1);
        gradient.vector().muli(factor);
        if (this == LAYERS_SWAPPED) {
            INDArray second = gradient.weights(2).dup();
            gradient.weights(2).assign(gradient.weights(3));
            gradient.weights(3).assign(second);
        }
        if (this == ONE_WEIGHT_OFF) {
            gradient.weights(2).putScalar(1, 2, 1.001 * gradient.weights(2).getDouble(1, 2));
        }
        return gradient;
    }

    private void addExample(Network network, double[] image, int label, Parameters gradient) {
        int layers = network.architecture().layers();
        double[][] a = new double[layers + 1][];
        a[0] = image;
        for (int l = 1; l <= layers; l++) {
            a[l] = new double[network.architecture().size(l)];
            for (int j = 0; j < a[l].length; j++) {
                double z = network.biases(l).getDouble(j, 0);
                for (int i = 0; i < a[l - 1].length; i++) {
                    z += network.weights(l).getDouble(j, i) * a[l - 1][i];
                }
                a[l][j] = 1 / (1 + Math.exp(-z));
            }
        }
        double[] delta = new double[a[layers].length];
        for (int k = 0; k < delta.length; k++) {
            double slope = this == OUTPUT_SLOPE_DROPPED ? 1 : a[layers][k] * (1 - a[layers][k]);
            delta[k] = 2 * (a[layers][k] - (k == label ? 1 : 0)) * slope;
        }
        for (int l = layers; l >= 1; l--) {
            double[] before = new double[a[l - 1].length];
            for (int j = 0; j < delta.length; j++) {
                add(gradient.biases(l), j, 0, delta[j]);
                for (int i = 0; i < before.length; i++) {
                    add(gradient.weights(l), j, i, delta[j] * a[l - 1][i]);
                    boolean swapped = this == NOT_TRANSPOSED && before.length == delta.length;
                    before[i] += (swapped
                                    ? network.weights(l).getDouble(i, j)
                                    : network.weights(l).getDouble(j, i))
                            * delta[j];
                }
            }
            for (int i = 0; i < before.length && this != SLOPE_DROPPED; i++) {
                before[i] *= a[l - 1][i] * (1 - a[l - 1][i]);
            }
            delta = before;
        }
    }

    private static void add(INDArray array, int row, int column, double term) {
        array.putScalar(row, column, array.getDouble(row, column) + term);
    }
}
