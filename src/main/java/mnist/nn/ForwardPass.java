package mnist.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes the outputs of a network for some examples, and keeps every Z^l and A^l.
 *
 * <p>With one example per column and N examples, for the layers l = 1..L (Nielsen, ch. 2; SOURCES S3, S4):
 *
 * <pre>{@code
 * A^0 = images                    (n_0, N), each pixel in [0, 1]
 * Z^l = W^l A^(l-1) + b^l         (n_l, N), b^l added to every column
 * A^l = sigma(Z^l)                (n_l, N)
 * }</pre>
 *
 * <p>All matrices but A^0 are made once and overwritten by each run. A pass belongs to one thread at a time; several passes may read one
 * network at once while nothing changes it. With {@link Dropout}, layer l+1 sees a masked A^l.
 */
public final class ForwardPass {
    private final Network network;
    private final Parameters parameters;
    private final Matrix[] z;
    private final Matrix[] a;
    private final Matrix[] passedOn;
    private final Optional<Dropout> dropout;

    /**
     * Makes a pass.
     *
     * @param network the network; each run reads its current parameters
     * @param capacity the largest number of examples of a run
     */
    public ForwardPass(Network network, int capacity) {
        this(network, capacity, Optional.empty());
    }

    /**
     * Makes a pass for training.
     *
     * @param dropout of hidden neurons, to be drawn before each run
     */
    public ForwardPass(Network network, int capacity, Optional<Dropout> dropout) {
        this.network = network;
        this.dropout = dropout;
        this.parameters = network.parameters();
        DataType type = parameters.type();
        z = new Matrix[network.architecture().layers() + 1];
        a = new Matrix[z.length];
        passedOn = new Matrix[z.length];
        for (int l = 1; l < z.length; l++) {
            z[l] = Matrix.zeros(type, network.architecture().size(l), capacity);
            a[l] = Matrix.zeros(type, network.architecture().size(l), capacity);
        }
    }

    /**
     * Runs the network forward.
     *
     * @param images A^0, {@code (n_0, N)}, which must not change until the backward pass is done
     */
    public void run(Matrix images) {
        resize(images.columns());
        a[0] = images;
        passedOn[0] = images;
        z[1].setProduct(parameters.w(1), images);
        runFromFirstProduct();
    }

    /**
     * Runs the network forward from the terms of {@code W^1 A^0 = sum_p W_p A_p}, a sum over parts p of the pixels.
     *
     * @param products {@code W_p A_p} for each p, {@code (n_1, S)}, possibly of more examples than this run
     * @param from the first column to run
     * @param examples N, how many columns to run
     */
    public void run(List<Matrix> products, int from, int examples) {
        resize(examples);
        a[0] = null;
        passedOn[0] = null;
        Columns.setSum(z[1], products, from);
        runFromFirstProduct();
    }

    private void runFromFirstProduct() {
        for (int l = 1; l < z.length; l++) {
            // Z^l = W^l A^(l-1) + b^l
            if (l > 1) {
                z[l].setProduct(parameters.w(l), passedOn[l - 1]);
            }
            Columns.add(z[l], parameters.b(l));
            // A^l = sigma(Z^l)
            network.architecture().activation(l).apply(z[l], a[l]);
            passedOn[l] =
                    dropout.isPresent() && l < z.length - 1 ? dropout.get().apply(l, a[l]) : a[l];
        }
    }

    /** Returns a copy of {@code Z^l} of the last run, {@code (n_l, N)}, for l in 1..L. */
    public INDArray weightedInputs(int layer) {
        return z[layer].copy();
    }

    /** Returns a copy of {@code A^l} of the last run, {@code (n_l, N)}, for l in 1..L. */
    public INDArray activations(int layer) {
        return a[layer].copy();
    }

    /** Returns {@code A^l} of one example of the last run, not yet rounded to the precision of the matrices, for l in 1..L. */
    public double[] activations(int layer, int example) {
        int neurons = a[layer].rows();
        return Arrays.copyOfRange(a[layer].read(), example * neurons, (example + 1) * neurons);
    }

    /**
     * Returns {@code |sigma'(Z^l)|} of one example of the last run, as a fraction of the largest derivative of the activation, for l in
     * 1..L; NaN for step and softmax.
     */
    public double[] steepness(int layer, int example) {
        Activation activation = network.architecture().activation(layer);
        int neurons = a[layer].rows();
        double[] inputs = z[layer].read();
        double[] outputs = a[layer].read();
        double[] steepness = new double[neurons];
        for (int j = 0; j < neurons; j++) {
            int i = example * neurons + j;
            steepness[j] = activation.steepness(inputs[i], outputs[i]);
        }
        return steepness;
    }

    /** Returns N, the number of examples of the last run. */
    public int examples() {
        return z[1].columns();
    }

    /** Returns the class with the largest output, the first if several have it, for an example of the last run. */
    public int predicted(int example) {
        Matrix outputs = a[a.length - 1];
        double[] values = outputs.read();
        int classes = outputs.rows();
        int start = example * classes;
        int best = start;
        for (int k = start + 1; k < start + classes; k++) {
            if (values[k] > values[best]) {
                best = k;
            }
        }
        return best - start;
    }

    /**
     * Returns how many examples of the last run were classified correctly.
     *
     * @param labels the class of each
     */
    public int countCorrect(int[] labels) {
        int correct = 0;
        for (int x = 0; x < examples(); x++) {
            if (predicted(x) == labels[x]) {
                correct++;
            }
        }
        return correct;
    }

    /**
     * Returns the sum of the costs of the examples of the last run.
     *
     * @param labels the class of each
     */
    public double costSum(Objective objective, int[] labels) {
        return objective.sum(z[z.length - 1], a[a.length - 1], labels);
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

    /** Returns A^l; A^0 is null where W^1 A^0 came in parts. */
    Matrix a(int layer) {
        return a[layer];
    }

    /** Returns what layer l passes on: A^l, masked under dropout. */
    Matrix passedOn(int layer) {
        return passedOn[layer];
    }

    Optional<Dropout> dropout() {
        return dropout;
    }

    private void resize(int examples) {
        for (int l = 1; l < z.length; l++) {
            z[l].resize(examples);
            a[l].resize(examples);
        }
    }
}
