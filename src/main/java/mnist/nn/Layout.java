package mnist.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How the elements of a matrix lie in memory: column after column or row after row.
 *
 * @param stride the distance from the start of one column (or row) to the start of the next, in elements
 */
record Layout(int rows, int columns, boolean columnMajor, int stride) {
    static Layout columnMajor(int rows, int columns) {
        return new Layout(rows, columns, true, rows);
    }

    /** Returns the layout of a dense array of rank 2. */
    static Layout of(INDArray array) {
        boolean columnMajor = array.ordering() == 'f';
        return new Layout(array.rows(), array.columns(), columnMajor, columnMajor ? array.rows() : array.columns());
    }

    /** Returns the layout of the transpose of the same memory. */
    Layout transposed() {
        return new Layout(columns, rows, !columnMajor, stride);
    }

    /** Returns the layout of some of the columns. */
    Layout withColumns(int count) {
        return new Layout(rows, count, columnMajor, stride);
    }

    /** Returns the number of elements. */
    int size() {
        return rows * columns;
    }

    /** Returns whether the elements follow each other without gaps. */
    boolean isDense() {
        return stride == (columnMajor ? rows : columns);
    }

    /** Returns where an element lies, counted from the first. */
    int index(int row, int column) {
        return columnMajor ? column * stride + row : row * stride + column;
    }

    /** Returns ND4J's form of {@link #stride}. */
    long[] strides() {
        return columnMajor ? new long[] {1, stride} : new long[] {stride, 1};
    }

    char order() {
        return columnMajor ? 'f' : 'c';
    }
}
