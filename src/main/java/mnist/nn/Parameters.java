package mnist.nn;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One number for each weight and bias of a network: the parameters themselves, the gradient of the cost with respect to
 * them, or whatever else has one entry per parameter, such as a velocity.
 *
 * <p>They lie in one vector {@code w_0 … w_(P-1)} in the order W^1 (column by column: all weights of one input after the
 * other), b^1, W^2, b^2 …, as in the "table of wishes" of SOURCES S1; the matrices of a layer are views of it. By columns,
 * because then the weights of a range of inputs lie together: a step can be divided by them.
 */
public final class Parameters {
    /** Bytes of native memory that Java can see as one buffer. */
    private static final long LARGEST_BUFFER = 1L << 31;

    private static final int PADDING = 64;

    private final Architecture architecture;
    private final Matrix vector;
    private final Matrix[] w;
    private final Matrix[] b;
    private int outsideWrites;

    private Parameters(Architecture architecture, DataType type) {
        this.architecture = architecture;
        this.vector = Matrix.zeros(type, 1, (int) architecture.parameterCount());
        this.w = new Matrix[architecture.layers() + 1];
        this.b = new Matrix[architecture.layers() + 1];
        int from = 0;
        for (int l = 1; l <= architecture.layers(); l++) {
            int rows = architecture.size(l);
            int columns = architecture.size(l - 1);
            w[l] = vector.part(from, rows, columns);
            from += rows * columns;
            b[l] = vector.part(from, rows, 1);
            from += rows;
        }
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
        return new Parameters(architecture, type);
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
        outsideWrites++;
        return w[layer].array();
    }

    /** Returns {@code b^l}, {@code (n_l, 1)}, for l in 1..L; writing to it changes these parameters. */
    public INDArray biases(int layer) {
        outsideWrites++;
        return b[layer].array();
    }

    /** Returns all of them, {@code (1, P)}; writing to it changes these parameters. */
    public INDArray vector() {
        outsideWrites++;
        return vector.array();
    }

    /** Returns {@code W^l} for the equations, which share its memory. */
    public Matrix w(int layer) {
        return w[layer];
    }

    /** Returns {@code b^l} for the equations, which share its memory. */
    public Matrix b(int layer) {
        return b[layer];
    }

    /**
     * Returns how often something other than a step may have changed these parameters: by a method of this class, or through an array
     * that it gave away, counted when it is given. What was computed from them at another number must be computed again.
     */
    public int outsideWrites() {
        return outsideWrites;
    }

    /** {@code this := other}, rounded to this type where the other is wider. */
    public void assign(Parameters other) {
        vector().assign(other.vector.array());
    }

    /** {@code this := this + factor * other}. */
    public void add(double factor, Parameters other) {
        outsideWrites++;
        vector.accumulate(1, factor, other.vector);
    }

    /** {@code this := values}, P numbers in the order of the vector, rounded to this type. */
    public void set(double[] values) {
        outsideWrites++;
        vector.put(0, values.length, values);
    }

    /** {@code values := this}, P numbers in the order of the vector. */
    public void get(double[] values) {
        System.arraycopy(vector.read(), 0, values, 0, values.length);
    }

    /** Returns a copy with memory of its own. */
    public Parameters copy() {
        Parameters copy = zeros(architecture, type());
        copy.assign(this);
        return copy;
    }

    /** Returns whether no parameter is infinite or not a number. */
    public boolean isFinite() {
        return vector.isFinite();
    }
}
