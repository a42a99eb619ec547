package mnist.nn;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dense matrix over the memory of an ND4J array, float32 or float64, with the element-wise operations that the
 * equations need. Arithmetic on an element is done in double precision and rounded once, when it is stored.
 *
 * <p>The memory is read and written in place, because one ND4J call costs more than a small layer's whole arithmetic.
 * Products are in {@link Products}.
 */
final class Matrix {
    private final INDArray array;
    private final int rows;
    private final int columns;
    private final boolean columnMajor;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;

    private Matrix(INDArray array, int columns) {
        this.array = array;
        this.rows = Math.toIntExact(array.rows());
        this.columns = columns;
        this.columnMajor = array.ordering() == 'f';
        this.floats =
                array.dataType() == DataType.FLOAT ? array.data().asNioFloat().slice() : null;
        this.doubles =
                array.dataType() == DataType.DOUBLE ? array.data().asNioDouble().slice() : null;
        if (floats == null && doubles == null) {
            throw new IllegalArgumentException("a matrix holds float32 or float64, found " + array.dataType());
        }
    }

    /** Makes a matrix of zeros whose columns are contiguous, one for each example. */
    static Matrix ofExamples(DataType type, int rows, int columns) {
        return of(Nd4j.create(type, new long[] {rows, columns}, 'f'));
    }

    /** Wraps a dense array of rank 2; the two share their memory. */
    static Matrix of(INDArray array) {
        return new Matrix(array, Math.toIntExact(array.columns()));
    }

    /** Returns the first {@code count} columns of a matrix made for examples; the two share their memory. */
    Matrix firstColumns(int count) {
        if (!columnMajor || count > array.columns()) {
            throw new IllegalArgumentException("no first " + count + " columns in " + array.shapeInfoToString());
        }
        return count == columns ? this : new Matrix(array, count);
    }

    /** Returns the array that holds the elements, cut to this matrix's columns. */
    INDArray array() {
        return columns == array.columns()
                ? array
                : Nd4j.create(array.data(), new long[] {rows, columns}, array.stride(), array.offset(), 'f');
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    boolean isColumnMajor() {
        return columnMajor;
    }

    boolean isFloat32() {
        return floats != null;
    }

    /** Returns the address of the first element in native memory, valid as long as this matrix is reachable. */
    long address() {
        return array.data().pointer().address()
                + array.offset() * array.dataType().width();
    }

    double get(int row, int column) {
        return get(index(row, column));
    }

    void set(int row, int column, double value) {
        set(index(row, column), value);
    }

    /** Fills the matrix in row-major order. */
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

    /** Sets every column to the given one, {@code (rows, 1)}. */
    void setColumns(Matrix column) {
        for (int x = 0; x < columns; x++) {
            for (int j = 0; j < rows; j++) {
                set(j, x, column.get(j));
            }
        }
    }

    /** {@code this := factor * (sum of the columns of source)}; this is {@code (rows, 1)}. */
    void setRowSums(Matrix source, double factor) {
        for (int j = 0; j < rows; j++) {
            double sum = 0;
            for (int x = 0; x < source.columns; x++) {
                sum += source.get(j, x);
            }
            set(j, factor * sum);
        }
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
