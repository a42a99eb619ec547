package mnist.nn;

import mnist.machine.NativeMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One number for each weight and bias of a network: the parameters themselves, the gradient of the cost with respect to
 * them, or whatever else has one entry per parameter, such as a velocity.
 *
 * <p>They lie in one vector {@code w_0 … w_(P-1)} in the order W^1 (column by column: all weights of one input after the
 * other), b^1, W^2, b^2 …, as in the "table of wishes" of SOURCES S1; the matrices of a layer are views of it. By columns,
 * because then the weights of a range of pixels lie together, see {@link InputPart}.
 */
public final class Parameters {
    /** Bytes of native memory that Java can see as one buffer. */
    private static final long LARGEST_BUFFER = 1L << 31;

    private static final int PADDING = 64;

    private final Architecture architecture;
    private final Matrix vector;
    private final Matrix[] halvesOfRest;
    private final Matrix[] weights;
    private final Matrix[] biases;

    private Parameters(Architecture architecture, INDArray vector) {
        this.architecture = architecture;
        this.vector = Matrix.of(vector);
        this.weights = new Matrix[architecture.layers() + 1];
        this.biases = new Matrix[architecture.layers() + 1];
        int offset = 0;
        for (int l = 1; l <= architecture.layers(); l++) {
            int rows = architecture.size(l);
            int columns = architecture.size(l - 1);
            weights[l] = this.vector.reshaped(offset, rows, columns);
            offset += rows * columns;
            biases[l] = this.vector.reshaped(offset, rows, 1);
            offset += rows;
        }
        int rest = architecture.size(1) * architecture.size(0);
        int middle = (rest + offset) / 2;
        this.halvesOfRest = new Matrix[] {
            this.vector.columns(rest, middle - rest), this.vector.columns(middle, offset - middle),
        };
    }

    /**
     * Makes parameters that are all 0.
     *
     * @param type {@code FLOAT} for training, {@code DOUBLE} where rounding would hide what is looked for
     */
    public static Parameters zeros(Architecture architecture, DataType type) {
        long most = LARGEST_BUFFER / type.width() - PADDING;
        if (architecture.parameterCount() > most) {
            throw new IllegalArgumentException("too many parameters, found %d, expected at most %d"
                    .formatted(architecture.parameterCount(), most));
        }
        return new Parameters(architecture, NativeMemory.zeros(type, 1, architecture.parameterCount()));
    }

    /** Returns the same numbers in the same memory, for the use of another thread. */
    Parameters shared() {
        return new Parameters(architecture, vector.array());
    }

    /** Returns the shape that these parameters belong to. */
    public Architecture architecture() {
        return architecture;
    }

    /** Returns whether the numbers are float32 or float64. */
    public DataType type() {
        return vector.type();
    }

    /** Returns {@code W^l}, {@code (n_l, n_(l-1))} column-major, for l in 1..L; writing to it changes these parameters. */
    public INDArray weights(int layer) {
        return weights[layer].array();
    }

    /** Returns {@code b^l}, {@code (n_l, 1)}, for l in 1..L; writing to it changes these parameters. */
    public INDArray biases(int layer) {
        return biases[layer].array();
    }

    /** Returns all of them, {@code (1, P)}; writing to it changes these parameters. */
    public INDArray vector() {
        return vector.array();
    }

    /** {@code this := this + factor * other}. */
    public void add(double factor, Parameters other) {
        vector.add(factor, other.vector);
    }

    /**
     * {@code this := this + factor * other} for the first (0) or second (1) half of the numbers that are not in W^1, which
     * {@link InputPart} takes care of.
     */
    public void addHalfOfRest(int half, double factor, Parameters other) {
        halvesOfRest[half].add(factor, other.halvesOfRest[half]);
    }

    /** {@code this := other}, rounded to this type where the other is wider. */
    public void assign(Parameters other) {
        vector.array().assign(other.vector.array());
    }

    /** Returns a copy with memory of its own. */
    public Parameters copy() {
        Parameters copy = zeros(architecture, type());
        copy.assign(this);
        return copy;
    }

    /** Returns whether no parameter is infinite or not a number. */
    public boolean isFinite() {
        for (int i = 0; i < vector.columns(); i++) {
            if (!Double.isFinite(vector.get(0, i))) {
                return false;
            }
        }
        return true;
    }

    Matrix weightMatrix(int layer) {
        return weights[layer];
    }

    Matrix biasMatrix(int layer) {
        return biases[layer];
    }
}
