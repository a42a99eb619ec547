package mnist.nn;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import mnist.machine.NativeMemory;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix over the memory of an ND4J array, float32 or float64, with the few operations that the equations need: products
 * are left to {@link Blas}, and what is done to each element to a {@link HeapCopy}.
 *
 * <p>Several matrices may share memory, but one object belongs to one thread at a time.
 */
final class Matrix {
    private final INDArray array;
    private final Layout layout;
    private final HeapCopy heap;
    private final Pointer pointer;
    private Matrix transposed;
    private Matrix[] prefixes;
    private double[] scratch;

    /** @param array whose first element is the matrix's first */
    private Matrix(INDArray array, Layout layout) {
        this.array = array;
        this.layout = layout;
        this.pointer = NativeMemory.pointer(array);
        this.heap = new HeapCopy(array, layout.size());
    }

    /** Makes a column-major matrix of zeros. */
    static Matrix zeros(DataType type, int rows, int columns) {
        return of(NativeMemory.zeros(type, rows, columns));
    }

    /** Wraps a dense array of rank 2; the two share their memory. */
    static Matrix of(INDArray array) {
        return new Matrix(array, Layout.of(array));
    }

    /** Returns columns of this matrix, which is column-major; the two share their memory. */
    Matrix columns(int from, int count) {
        if (!layout.columnMajor() || from + count > columns()) {
            throw new IllegalArgumentException("no columns %d to %d in %s".formatted(from, from + count, layout));
        }
        return reshaped(layout.index(0, from), rows(), count);
    }

    /** Returns elements of this matrix, from one of them on, as a column-major matrix; the two share their memory. */
    Matrix reshaped(int from, int rows, int columns) {
        Layout part = Layout.columnMajor(rows, columns);
        long[] shape = {rows, columns};
        return new Matrix(Nd4j.create(array.data(), shape, part.strides(), array.offset() + from, part.order()), part);
    }

    /** Returns the first {@code count} columns; the two share their memory. Each number of them is made once. */
    Matrix firstColumns(int count) {
        if (count == columns()) {
            return this;
        }
        if (prefixes == null) {
            prefixes = new Matrix[columns()];
        }
        if (prefixes[count] == null) {
            prefixes[count] = columns(0, count);
        }
        return prefixes[count];
    }

    /** Returns the transpose, which shares the memory: only the two indices change places. */
    Matrix transposed() {
        if (transposed == null) {
            transposed = new Matrix(array, layout.transposed());
            transposed.transposed = this;
        }
        return transposed;
    }

    /** Returns the elements as an array that shares the memory. */
    INDArray array() {
        long[] shape = {rows(), columns()};
        return Nd4j.create(array.data(), shape, layout.strides(), array.offset(), layout.order());
    }

    int rows() {
        return layout.rows();
    }

    int columns() {
        return layout.columns();
    }

    Layout layout() {
        return layout;
    }

    DataType type() {
        return array.dataType();
    }

    /** Returns the native address of the first element, as BLAS takes it. */
    Pointer pointer() {
        return pointer;
    }

    double get(int row, int column) {
        return heap.get(layout.index(row, column));
    }

    void set(int row, int column, double value) {
        heap.set(layout.index(row, column), value);
    }

    /** Fills the matrix in row-major order, whatever its memory order. */
    void setAll(DoubleSupplier supplier) {
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                set(row, column, supplier.getAsDouble());
            }
        }
    }

    /** Copies the elements to the heap; returns them in memory order. */
    double[] read() {
        return heap.read();
    }

    /**
     * Returns the elements as this object last read them, or wrote them and had them not yet rounded, in
     * memory order; {@link #write} takes changes back.
     */
    double[] values() {
        return heap.values();
    }

    /** Copies the values back to memory, rounded to the matrix's precision. */
    void write() {
        heap.write();
    }

    /** Returns an array as long as the values, for what comes between. */
    double[] scratch() {
        if (scratch == null) {
            scratch = new double[layout.size()];
        }
        return scratch;
    }

    /** {@code values := sum of the sources}; all have one shape and one order. */
    void setSum(Matrix[] sources, int columns) {
        double[] to = values();
        Arrays.fill(to, 0);
        for (Matrix source : sources) {
            double[] from = source.firstColumns(columns).read();
            for (int i = 0; i < to.length; i++) {
                to[i] += from[i];
            }
        }
    }

    /** {@code values := f(values of source)}, element by element; the two have one shape and one order. */
    void setEach(Matrix source, DoubleUnaryOperator f) {
        double[] in = source.values();
        double[] out = values();
        for (int i = 0; i < out.length; i++) {
            out[i] = f.applyAsDouble(in[i]);
        }
    }

    /** {@code values := values * f(values of source)}, element by element; the two have one shape and one order. */
    void multiplyEach(Matrix source, DoubleUnaryOperator f) {
        double[] factor = values();
        double[] in = source.values();
        for (int i = 0; i < factor.length; i++) {
            factor[i] *= f.applyAsDouble(in[i]);
        }
    }

    /** Adds a column, {@code (rows, 1)}, to the values of every column of this matrix, which is column-major. */
    void addToColumns(Matrix column) {
        double[] from = column.read();
        double[] to = values();
        for (int start = 0; start < to.length; start += from.length) {
            for (int j = 0; j < from.length; j++) {
                to[start + j] += from[j];
            }
        }
    }

    /**
     * {@code this := before * this + factor * (sum of the columns of source's values)}; this is {@code (rows, 1)}, and the
     * source column-major.
     */
    void accumulateRowSums(double before, double factor, Matrix source) {
        double[] sums = read();
        double[] from = source.values();
        for (int j = 0; j < sums.length; j++) {
            sums[j] = before == 0 ? 0 : before * sums[j];
        }
        for (int start = 0; start < from.length; start += sums.length) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += factor * from[start + j];
            }
        }
        write();
    }

    /** {@code this := P Q}. */
    void setProduct(Matrix p, Matrix q) {
        accumulateProduct(0, 1, p, q);
    }

    /** {@code this := before * this + factor * P Q}. */
    void accumulateProduct(double before, double factor, Matrix p, Matrix q) {
        Blas.multiply(factor, p, q, before, this);
    }

    /** {@code this := this + factor * other}; the two have one shape and one order. */
    void add(double factor, Matrix other) {
        Blas.add(factor, other, this);
    }

    /** Returns whether none of the values is infinite or not a number. */
    boolean isFinite() {
        for (double value : values()) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
