package mnist.nn;

import java.util.IdentityHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes the outputs of a network for a minibatch of examples, and keeps what every layer said on the way.
 *
 * <p>With one example per column and B examples, for the layers l = 1..L (Nielsen, ch. 2; SOURCES S3, S4):
 *
 * <pre>{@code
 * A^0 = images                    (n_0, B)
 * Z^l = W^l A^(l-1) + b^l         (n_l, B), b^l added to every column
 * A^l = sigma(Z^l)                (n_l, B)
 * }</pre>
 *
 * <p>The matrices are made once and overwritten by each run. A pass belongs to one thread at a time.
 */
public final class ForwardPass {
    private static final int SMALL_PRODUCT = 900_000;
    private static final int SMALLEST_SLICE = 8;
    private static final int LARGE_NETWORK_SLICE = 128;

    private final Network network;
    private final Matrix[] allZ;
    private final Matrix[] allA;
    private final Matrix[] z;
    private final Matrix[] a;
    private final Map<INDArray, Matrix> inputs = new IdentityHashMap<>();

    /**
     * @param network the network whose parameters each run reads as they then are
     * @param capacity the largest number of examples of a run
     */
    public ForwardPass(Network network, int capacity) {
        this.network = network;
        int layers = network.architecture().layers();
        allZ = new Matrix[layers + 1];
        allA = new Matrix[layers + 1];
        for (int l = 1; l <= layers; l++) {
            int size = network.architecture().size(l);
            allZ[l] = Matrix.ofExamples(network.parameters().type(), size, capacity);
            allA[l] = Matrix.ofExamples(network.parameters().type(), size, capacity);
        }
        z = allZ.clone();
        a = allA.clone();
    }

    /**
     * Returns how many examples at once a network of this shape works fastest on. OpenBLAS has kernels without packing for
     * products of up to about 10^6 multiplications; up to there the largest layer is kept.
     */
    public static int efficientSize(Architecture architecture) {
        int largest = 1;
        for (int l = 1; l <= architecture.layers(); l++) {
            largest = Math.max(largest, architecture.size(l) * architecture.size(l - 1));
        }
        int size = SMALL_PRODUCT / largest;
        return size < SMALLEST_SLICE ? LARGE_NETWORK_SLICE : size;
    }

    /**
     * Runs the network forward.
     *
     * @param images {@code (n_0, capacity)} in column-major order, of the network's type
     * @param examples B: how many columns of it, from the first, are examples
     */
    public void run(INDArray images, int examples) {
        resize(images, examples);
        for (int l = 1; l < z.length; l++) {
            // Z^l = W^l A^(l-1) + b^l
            z[l].setColumns(network.parameters().biasMatrix(l));
            z[l].addProduct(network.parameters().weightMatrix(l), a[l - 1]);
            // A^l = sigma(Z^l)
            network.architecture().activation(l).apply(z[l], a[l]);
        }
    }

    /** Returns {@code Z^l} of the last run, {@code (n_l, B)}, for l in 1..L. */
    public INDArray weightedInputs(int layer) {
        return z[layer].array();
    }

    /** Returns {@code A^l} of the last run, {@code (n_l, B)}, for l in 0..L. */
    public INDArray activations(int layer) {
        return a[layer].array();
    }

    /** Returns B, the number of examples of the last run. */
    public int examples() {
        return outputs().columns();
    }

    /**
     * Finds the class with the largest output, the first of several, for each example of the last run.
     *
     * @param predictions gets the classes, from its start
     */
    public void predict(int[] predictions) {
        double[] outputs = outputs().read();
        int classes = outputs().rows();
        for (int x = 0; x < examples(); x++) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                if (outputs[x * classes + k] > outputs[x * classes + best]) {
                    best = k;
                }
            }
            predictions[x] = best;
        }
    }

    /** Returns the sum of the costs of the examples of the last run. */
    public double costSum(Objective objective, int[] labels) {
        return objective.sum(z[z.length - 1], outputs(), labels);
    }

    /** Returns the first layer of the last run whose weighted inputs are not all finite, or 0 if all are. */
    public int firstNonFiniteLayer() {
        for (int l = 1; l < z.length; l++) {
            if (!z[l].isFinite()) {
                return l;
            }
        }
        return 0;
    }

    Network network() {
        return network;
    }

    Matrix z(int layer) {
        return z[layer];
    }

    Matrix a(int layer) {
        return a[layer];
    }

    private Matrix outputs() {
        return a[a.length - 1];
    }

    private void resize(INDArray images, int examples) {
        if (examples != examples()) {
            for (int l = 1; l < z.length; l++) {
                z[l] = allZ[l].firstColumns(examples);
                a[l] = allA[l].firstColumns(examples);
            }
        }
        a[0] = inputs.computeIfAbsent(images, Matrix::of).firstColumns(examples);
    }
}
