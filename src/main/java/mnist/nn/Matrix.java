package mnist.nn;

import mnist.data.Range;
import mnist.machine.NativeMemory;
import mnist.machine.NativeNumbers;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A column-major matrix of float32 or float64 in the memory of an ND4J array, with the few operations that the equations need.
 *
 * <p>Products are computed in that memory, by {@link Blas}. Most elementwise work is done in Java, in float64 on a copy on the heap, whatever the matrix's own precision: a call into native
 * code costs more than a small layer's whole arithmetic, and one piece of code serves both precisions. The matrix itself sees to it that every operation finds the newest numbers, rounded to
 * its precision when they pass into native memory; an operation that is added here begins with {@link #toRead}, {@link #toWrite},
 * {@link #read}, {@link #overwrite} or {@link #modify}, and need not know where they are.
 *
 * <p>A matrix belongs to one thread at a time; but once its newest numbers are in native memory, any number of threads may read it there, in products and by {@link #get}, or write to
 * different columns of it by {@link #setColumns}.
 */
public final class Matrix implements Factor {
    private final NativeNumbers memory;
    private final int rows;
    private final int capacity;
    private final Factor transposed = new Transpose(this);
    private int columns;
    /** Whether other matrices or arrays lie in the same memory: then nothing is kept on the heap between two operations. */
    private boolean shared;

    private Newest newest = Newest.IN_MEMORY;
    private double[] heap;
    private double[] scratch;
    private float[] singles;

    /** Where the newest numbers are. */
    private enum Newest {
        IN_MEMORY,
        ON_HEAP,
        IN_BOTH
    }

    private Matrix(INDArray array, boolean shared) {
        this.memory = new NativeNumbers(array);
        this.rows = array.rows();
        this.columns = array.columns();
        this.capacity = columns;
        this.shared = shared;
    }

    /** Makes a matrix of zeros. */
    public static Matrix zeros(DataType type, int rows, int columns) {
        return new Matrix(NativeMemory.zeros(type, rows, columns), false);
    }

    /**
     * Wraps an array; the two share their memory.
     *
     * @throws IllegalArgumentException if the array is not of rank 2, column after column, without gaps
     */
    public static Matrix of(INDArray array) {
        return new Matrix(array, true);
    }

    /** Returns some columns of this matrix; the two share their memory. */
    public Matrix columns(Range range) {
        return part(range.from() * rows, rows, range.size());
    }

    /** Returns elements of this matrix, from one of them on in memory order, as a matrix; the two share their memory. */
    Matrix part(int from, int partRows, int partColumns) {
        if (from < 0 || from + partRows * partColumns > rows * capacity) {
            throw new IllegalArgumentException(
                    "no %d x %d elements from %d in %d x %d".formatted(partRows, partColumns, from, rows, capacity));
        }
        toMemory();
        shared = true;
        return new Matrix(memory.view(from, partRows, partColumns), true);
    }

    /** Sets the number of columns, at most that which it was made with; the first ones keep their numbers. */
    public void resize(int newColumns) {
        if (newColumns != columns) {
            if (newColumns < 0 || newColumns > capacity) {
                throw new IllegalArgumentException(
                        "found %d columns, expected 0 to %d".formatted(newColumns, capacity));
            }
            toWrite();
            columns = newColumns;
        }
    }

    /** Returns the numbers as an array that shares the memory. */
    INDArray array() {
        toMemory();
        shared = true;
        return memory.view(0, rows, columns);
    }

    /** Returns a copy of the numbers as they now are, rounded to the matrix's precision. */
    public INDArray copy() {
        toMemory();
        return memory.view(0, rows, columns).dup('f');
    }

    /** Returns the number of rows. */
    public int rows() {
        return rows;
    }

    /** Returns the number of columns. */
    public int columns() {
        return columns;
    }

    /** Returns the precision of the numbers in memory. */
    public DataType type() {
        return memory.type();
    }

    @Override
    public Matrix matrix() {
        return this;
    }

    @Override
    public boolean isTransposed() {
        return false;
    }

    /** Returns the transpose, for a product. */
    public Factor transposed() {
        return transposed;
    }

    /** {@code this := P Q}. */
    public void setProduct(Factor p, Factor q) {
        accumulateProduct(0, 1, p, q);
    }

    /** {@code this := keep * this + factor * P Q}; keep = 0 ignores what was there, even NaN. */
    public void accumulateProduct(double keep, double factor, Factor p, Factor q) {
        Blas.multiply(factor, p, q, keep, this);
    }

    /** {@code this := keep * this + factor * other}; keep = 0 ignores what was there, even NaN. */
    public void accumulate(double keep, double factor, Matrix other) {
        Blas.add(factor, other, keep, this);
    }

    /** Sets this matrix's columns from column {@code from} on to those of another. */
    public void setColumns(int from, Matrix other) {
        if (other.rows != rows || from < 0 || from + other.columns > capacity) {
            throw new IllegalArgumentException(
                    "no room for %s at column %d of %d x %d".formatted(other.shape(), from, rows, capacity));
        }
        put(from * rows, other.size(), other.read());
    }

    /** Returns whether all numbers are finite. */
    public boolean isFinite() {
        double[] values = read();
        for (int i = 0; i < size(); i++) {
            if (!Double.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns the sum of the squares of the numbers. */
    public double sumOfSquares() {
        double[] values = read();
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }

    /** Returns how many numbers there are; the arrays that the next four methods return begin with them and may be longer. */
    int size() {
        return rows * columns;
    }

    /** Returns the numbers, column after column, to be read only. */
    double[] read() {
        heap = heap == null ? new double[rows * capacity] : heap;
        if (shared || newest == Newest.IN_MEMORY) {
            memory.get(0, size(), heap);
            newest = Newest.IN_BOTH;
        }
        return heap;
    }

    /** Returns an array for all numbers, to be filled: whatever they were is gone. */
    double[] overwrite() {
        if (shared) {
            throw new IllegalStateException("this matrix shares its memory, and keeps nothing on the heap");
        }
        heap = heap == null ? new double[rows * capacity] : heap;
        newest = Newest.ON_HEAP;
        return heap;
    }

    /** Returns the numbers, to be changed. */
    double[] modify() {
        read();
        return overwrite();
    }

    /** Returns an array of the same length, for intermediate results. */
    double[] scratch() {
        scratch = scratch == null ? new double[rows * capacity] : scratch;
        return scratch;
    }

    /** Returns the address of the first number, for a product that only reads the matrix. */
    Pointer toRead() {
        toMemory();
        return memory.pointer();
    }

    /** Returns the address of the first number, for a product that changes or overwrites the matrix. */
    Pointer toWrite() {
        toMemory();
        newest = Newest.IN_MEMORY;
        return memory.pointer();
    }

    String shape() {
        return rows + " x " + columns;
    }

    void requireShape(int expectedRows, int expectedColumns) {
        if (rows != expectedRows || columns != expectedColumns) {
            throw new IllegalArgumentException(
                    "found a matrix of %s, expected %d x %d".formatted(shape(), expectedRows, expectedColumns));
        }
    }

    /**
     * Returns the numbers as float32, for elementwise work that is too much for float64: a processor does twice as many at once.
     * Changes take effect when {@link #putSingles} is called, before any other operation.
     */
    float[] getSingles() {
        toMemory();
        singles = singles == null ? new float[rows * capacity] : singles;
        memory.get(size(), singles);
        return singles;
    }

    /** Takes over what was changed in the array that {@link #getSingles} returned. */
    void putSingles() {
        memory.put(size(), singles);
        newest = Newest.IN_MEMORY;
    }

    /**
     * {@code this := keep * this + factor * sign(other)} in float32, where the sign of 0 is 0; the other may be this matrix.
     */
    void accumulateSign(double keep, double factor, Matrix other) {
        other.requireShape(rows, columns);
        float[] signs = other.getSingles();
        float[] to = other == this ? signs : getSingles();
        float scale = (float) keep;
        float step = (float) factor;
        for (int i = 0; i < size(); i++) {
            to[i] = scale * to[i] + step * Math.signum(signs[i]);
        }
        putSingles();
    }

    private void toMemory() {
        if (newest == Newest.ON_HEAP) {
            memory.put(0, size(), heap);
            newest = Newest.IN_BOTH;
        }
    }

    /** Copies numbers, from one of them on in memory order. */
    void get(int from, int count, double[] target) {
        toMemory();
        memory.get(from, count, target);
    }

    /** Overwrites numbers, from one of them on in memory order, rounded to the matrix's precision. */
    void put(int from, int count, double[] source) {
        toWrite();
        memory.put(from, count, source);
    }
}
