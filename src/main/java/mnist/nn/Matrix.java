package mnist.nn;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dense matrix over the memory of an ND4J array, float32 or float64, with the few operations that the equations need.
 *
 * <p>Products are left to {@link Blas}. For what is done to each element the numbers are copied to the Java heap as
 * float64, worked on there, and rounded once on the way back: one ND4J call costs more than a small layer's whole
 * arithmetic, the JIT compiler makes better loops over heap arrays than over native memory, and one piece of code serves
 * both precisions. A matrix therefore belongs to one thread at a time.
 */
final class Matrix {
    private final INDArray array;
    private final int rows;
    private final int columns;
    private final boolean columnMajor;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;
    private final Pointer pointer;
    private Matrix transposed;
    private double[] heap;
    private float[] heapFloats;

    private Matrix(INDArray array, int rows, int columns, boolean columnMajor) {
        this.array = array;
        this.rows = rows;
        this.columns = columns;
        this.columnMajor = columnMajor;
        this.floats =
                array.dataType() == DataType.FLOAT ? array.data().asNioFloat().slice() : null;
        this.doubles =
                array.dataType() == DataType.DOUBLE ? array.data().asNioDouble().slice() : null;
        if (floats == null && doubles == null) {
            throw new IllegalArgumentException("a matrix holds float32 or float64, found " + array.dataType());
        }
        this.pointer = Blas.pointerTo(array);
    }

    /** Makes a matrix of zeros whose columns are contiguous, one for each example. */
    static Matrix ofExamples(DataType type, int rows, int columns) {
        return of(Nd4j.create(type, new long[] {rows, columns}, 'f'));
    }

    /** Wraps a dense array of rank 2; the two share their memory. */
    static Matrix of(INDArray array) {
        return new Matrix(array, array.rows(), array.columns(), array.ordering() == 'f');
    }

    /** Returns the first {@code count} columns of a matrix made for examples; the two share their memory. */
    Matrix firstColumns(int count) {
        if (!columnMajor || count > columns) {
            throw new IllegalArgumentException("no first " + count + " columns in " + array.shapeInfoToString());
        }
        return count == columns ? this : new Matrix(array, rows, count, true);
    }

    /** Returns the transpose, which shares the memory: only the two indices change places. */
    Matrix transposed() {
        if (transposed == null) {
            transposed = new Matrix(array, columns, rows, !columnMajor);
            transposed.transposed = this;
        }
        return transposed;
    }

    /** Returns the elements as an array that shares the memory. */
    INDArray array() {
        long[] shape = {rows, columns};
        char order = columnMajor ? 'f' : 'c';
        return Nd4j.create(array.data(), shape, Nd4j.getStrides(shape, order), array.offset(), order);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    double get(int row, int column) {
        int i = index(row, column);
        return floats != null ? floats.get(i) : doubles.get(i);
    }

    void set(int row, int column, double value) {
        int i = index(row, column);
        if (floats != null) {
            floats.put(i, (float) value);
        } else {
            doubles.put(i, value);
        }
    }

    /** Fills the matrix in row-major order, whatever its memory order. */
    void setAll(DoubleSupplier supplier) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                set(row, column, supplier.getAsDouble());
            }
        }
    }

    /**
     * Copies the elements to the heap.
     *
     * @return them in memory order, valid until the next call; {@link #write} takes changes back
     */
    double[] read() {
        double[] values = heap();
        if (floats != null) {
            floats.get(0, heapFloats, 0, values.length);
            for (int i = 0; i < values.length; i++) {
                values[i] = heapFloats[i];
            }
        } else {
            doubles.get(0, values, 0, values.length);
        }
        return values;
    }

    /** Returns the array that {@link #write} copies from, with whatever was in it. */
    double[] heap() {
        if (heap == null) {
            heap = new double[rows * columns];
            heapFloats = floats == null ? null : new float[rows * columns];
        }
        return heap;
    }

    /** Copies the elements back from the heap, rounded to the matrix's precision. */
    void write() {
        if (floats != null) {
            for (int i = 0; i < heap.length; i++) {
                heapFloats[i] = (float) heap[i];
            }
            floats.put(0, heapFloats, 0, heap.length);
        } else {
            doubles.put(0, heap, 0, heap.length);
        }
    }

    /** {@code this := f(source)}, element by element; the two have one shape and one order. */
    void setEach(Matrix source, DoubleUnaryOperator f) {
        double[] in = source.read();
        double[] out = heap();
        for (int i = 0; i < out.length; i++) {
            out[i] = f.applyAsDouble(in[i]);
        }
        write();
    }

    /** {@code this := this * f(source)}, element by element; the two have one shape and one order. */
    void multiplyEach(Matrix source, DoubleUnaryOperator f) {
        double[] factor = read();
        double[] in = source.read();
        for (int i = 0; i < factor.length; i++) {
            factor[i] *= f.applyAsDouble(in[i]);
        }
        write();
    }

    /** Sets every column of this matrix, which is column-major, to the given one, {@code (rows, 1)}. */
    void setColumns(Matrix column) {
        double[] from = column.read();
        double[] to = heap();
        for (int start = 0; start < to.length; start += rows) {
            System.arraycopy(from, 0, to, start, rows);
        }
        write();
    }

    /**
     * {@code this := before * this + factor * (sum of the columns of source)}; this is {@code (rows, 1)}, and the source
     * column-major.
     */
    void accumulateRowSums(double before, double factor, Matrix source) {
        double[] sums = read();
        double[] from = source.read();
        for (int j = 0; j < rows; j++) {
            sums[j] = before == 0 ? 0 : before * sums[j];
        }
        for (int start = 0; start < from.length; start += rows) {
            for (int j = 0; j < rows; j++) {
                sums[j] += factor * from[start + j];
            }
        }
        write();
    }

    /** {@code this := P Q}. */
    void setProduct(Matrix p, Matrix q) {
        accumulateProduct(0, 1, p, q);
    }

    /** {@code this := this + P Q}. */
    void addProduct(Matrix p, Matrix q) {
        accumulateProduct(1, 1, p, q);
    }

    /** {@code this := before * this + factor * P Q}. */
    void accumulateProduct(double before, double factor, Matrix p, Matrix q) {
        Blas.multiply(factor, p, q, before, this);
    }

    /** Returns whether no element is infinite or not a number. */
    boolean isFinite() {
        double[] values = read();
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    boolean isColumnMajor() {
        return columnMajor;
    }

    boolean isFloat32() {
        return floats != null;
    }

    /** Returns the native address of the first element, as BLAS takes it. */
    Pointer pointer() {
        return pointer;
    }

    private int index(int row, int column) {
        return columnMajor ? column * rows + row : row * columns + column;
    }
}
