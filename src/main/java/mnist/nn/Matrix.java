package mnist.nn;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dense matrix over the memory of an ND4J array, float32 or float64, with the few operations that the equations need.
 * Arithmetic on an element is done in double precision and rounded once, when it is stored.
 *
 * <p>The memory is read and written in place, because one ND4J call costs more than a small layer's whole arithmetic.
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
        return get(index(row, column));
    }

    void set(int row, int column, double value) {
        set(index(row, column), value);
    }

    /** Fills the matrix in row-major order, whatever its memory order. */
    void setAll(DoubleSupplier supplier) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                set(row, column, supplier.getAsDouble());
            }
        }
    }

    /** {@code this := f(source)}, element by element; the two have one shape and one order. */
    void setEach(Matrix source, DoubleUnaryOperator f) {
        for (int i = 0; i < rows * columns; i++) {
            set(i, f.applyAsDouble(source.get(i)));
        }
    }

    /** {@code this := this * f(p, q)}, element by element; the three have one shape and one order. */
    void multiplyEach(Matrix p, Matrix q, DoubleBinaryOperator f) {
        for (int i = 0; i < rows * columns; i++) {
            set(i, get(i) * f.applyAsDouble(p.get(i), q.get(i)));
        }
    }

    /** Sets every column of this matrix to the given one, {@code (rows, 1)}. */
    void setColumns(Matrix column) {
        for (int x = 0; x < columns; x++) {
            for (int j = 0; j < rows; j++) {
                set(j, x, column.get(j));
            }
        }
    }

    /** {@code this := factor * (sum of the columns of source)}; this is {@code (rows, 1)}. */
    void setRowSums(double factor, Matrix source) {
        for (int j = 0; j < rows; j++) {
            double sum = 0;
            for (int x = 0; x < source.columns; x++) {
                sum += source.get(j, x);
            }
            set(j, factor * sum);
        }
    }

    /** {@code this := factor P Q}. */
    void setProduct(double factor, Matrix p, Matrix q) {
        Blas.multiply(factor, p, q, 0, this);
    }

    /** {@code this := this + P Q}. */
    void addProduct(Matrix p, Matrix q) {
        Blas.multiply(1, p, q, 1, this);
    }

    /** Returns the row of the largest element of a column, the first of several. */
    int argMax(int column) {
        int best = 0;
        for (int row = 1; row < rows; row++) {
            if (get(row, column) > get(best, column)) {
                best = row;
            }
        }
        return best;
    }

    /** Returns whether no element is infinite or not a number. */
    boolean isFinite() {
        for (int i = 0; i < rows * columns; i++) {
            if (!Double.isFinite(get(i))) {
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

    private double get(int i) {
        return floats != null ? floats.get(i) : doubles.get(i);
    }

    private void set(int i, double value) {
        if (floats != null) {
            floats.put(i, (float) value);
        } else {
            doubles.put(i, value);
        }
    }
}
