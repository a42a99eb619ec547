package mnist.nn;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One number for each weight and bias of a network: the parameters themselves, the gradient of the cost with respect to
 * them, or whatever else has one entry per parameter, such as a velocity.
 *
 * <p>They lie in one vector {@code w_0 … w_(P-1)} in the order W^1 (row by row), b^1, W^2, b^2 …, as in the "table of
 * wishes" of SOURCES S1; the matrices of a layer are views of it.
 */
public final class Parameters {
    private final Architecture architecture;
    private final Matrix vector;
    private final Matrix[] halves;
    private final Matrix[] weights;
    private final Matrix[] biases;

    private Parameters(Architecture architecture, INDArray vector) {
        this.architecture = architecture;
        this.vector = Matrix.of(vector);
        int length = vector.columns();
        this.halves = new Matrix[] {
            view(vector, 0, 1, length / 2), view(vector, length / 2, 1, length - length / 2),
        };
        this.weights = new Matrix[architecture.layers() + 1];
        this.biases = new Matrix[architecture.layers() + 1];
        long offset = 0;
        for (int l = 1; l <= architecture.layers(); l++) {
            int rows = architecture.size(l);
            int columns = architecture.size(l - 1);
            weights[l] = view(vector, offset, rows, columns);
            offset += (long) rows * columns;
            biases[l] = view(vector, offset, rows, 1);
            offset += rows;
        }
    }

    /**
     * Makes parameters that are all 0.
     *
     * @param type {@code FLOAT} for training, {@code DOUBLE} where rounding would hide what is looked for
     */
    public static Parameters zeros(Architecture architecture, DataType type) {
        return new Parameters(architecture, Nd4j.create(type, new long[] {1, architecture.parameterCount()}, 'c'));
    }

    /** Returns the shape that these parameters belong to. */
    public Architecture architecture() {
        return architecture;
    }

    /** Returns whether the numbers are float32 or float64. */
    public DataType type() {
        return vector.array().dataType();
    }

    /** Returns {@code W^l}, {@code (n_l, n_(l-1))} row-major, for l in 1..L; writing to it changes these parameters. */
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
        Blas.add(factor, other.vector, vector);
    }

    /** {@code this := this + factor * other} for the first (0) or second (1) half of the numbers. */
    public void addHalf(int half, double factor, Parameters other) {
        Blas.add(factor, other.halves[half], halves[half]);
    }

    /** {@code this := other}, rounded to this type where the other is wider. */
    public void assign(Parameters other) {
        vector.setEach(other.vector, value -> value);
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

    Matrix weightMatrix(int layer) {
        return weights[layer];
    }

    Matrix biasMatrix(int layer) {
        return biases[layer];
    }

    private static Matrix view(INDArray vector, long offset, int rows, int columns) {
        return Matrix.of(Nd4j.create(vector.data(), new long[] {rows, columns}, new long[] {columns, 1}, offset, 'c'));
    }
}
