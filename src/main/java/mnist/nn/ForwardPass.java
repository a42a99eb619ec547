package mnist.nn;

import java.util.List;
import mnist.data.PixelRange;
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
    private final Parameters parameters;
    private final FirstLayer first;
    private final Matrix[] allProducts;
    private final Matrix[] allZ;
    private final Matrix[] allA;
    private final Matrix[] z;
    private final Matrix[] a;

    /**
     * Makes a pass that sees whole images.
     *
     * @param network the network whose parameters each run reads as they then are
     * @param capacity the largest number of examples of a run
     */
    public ForwardPass(Network network, int capacity) {
        this(
                new FirstLayer(
                        network, List.of(PixelRange.all(network.architecture().size(0))), capacity),
                0,
                capacity);
    }

    /**
     * Makes a pass for some of the examples that a first layer multiplies.
     *
     * @param from the first of them
     * @param capacity the largest number of them
     */
    public ForwardPass(FirstLayer first, int from, int capacity) {
        this.first = first;
        this.parameters = first.network().parameters().shared();
        Architecture architecture = parameters.architecture();
        allProducts = first.parts().stream()
                .map(part -> part.products().columns(from, capacity))
                .toArray(Matrix[]::new);
        allZ = new Matrix[architecture.layers() + 1];
        allA = new Matrix[architecture.layers() + 1];
        for (int l = 1; l <= architecture.layers(); l++) {
            allZ[l] = Matrix.zeros(parameters.type(), architecture.size(l), capacity);
            allA[l] = Matrix.zeros(parameters.type(), architecture.size(l), capacity);
        }
        z = allZ.clone();
        a = allA.clone();
    }

    /**
     * Runs the network forward, over whole images.
     *
     * @param images {@code (n_0, capacity)} in column-major order, of the network's type
     * @param unit what A^0 is of these: 1, or 1/255 where pixels go up to 255
     * @param examples B: how many columns of it, from the first, are examples
     */
    public void run(INDArray images, double unit, int examples) {
        first.parts().get(0).multiply(images, unit, examples);
        run(examples);
    }

    /** Runs the network forward over whole images whose pixels are in [0, 1]. */
    public void run(INDArray images, int examples) {
        run(images, 1, examples);
    }

    /**
     * Runs the network forward, from the products of the first layer.
     *
     * @param examples B: how many of this pass's examples were multiplied
     */
    public void run(int examples) {
        resize(examples);
        for (int l = 1; l < z.length; l++) {
            // Z^l = W^l A^(l-1) + b^l
            multiply(l);
            z[l].addToColumns(parameters.biasMatrix(l));
            // A^l = sigma(Z^l)
            parameters.architecture().activation(l).apply(z[l], a[l]);
        }
    }

    /** {@code Z^l = W^l A^(l-1)}; the first layer's products are here already. */
    private void multiply(int l) {
        if (l == 1) {
            z[1].setSum(allProducts, examples());
        } else {
            z[l].setProduct(parameters.weightMatrix(l), a[l - 1]);
            z[l].read();
        }
    }

    /** Returns {@code Z^l} of the last run, {@code (n_l, B)}, for l in 1..L. */
    public INDArray weightedInputs(int layer) {
        z[layer].write();
        return z[layer].array();
    }

    /** Returns {@code A^l} of the last run, {@code (n_l, B)}, for l in 1..L. */
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
        double[] outputs = outputs().values();
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

    FirstLayer first() {
        return first;
    }

    Parameters parameters() {
        return parameters;
    }

    Matrix a(int layer) {
        return a[layer];
    }

    private Matrix outputs() {
        return a[a.length - 1];
    }

    private void resize(int examples) {
        if (examples != examples()) {
            for (int l = 1; l < z.length; l++) {
                z[l] = allZ[l].firstColumns(examples);
                a[l] = allA[l].firstColumns(examples);
            }
        }
    }
}
