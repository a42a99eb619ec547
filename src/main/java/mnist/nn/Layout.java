package mnist.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/** How the elements of a matrix lie in memory: column after column or row after row, without gaps. */
record Layout(int rows, int columns, boolean columnMajor) {
    static Layout columnMajor(int rows, int columns) {
        return new Layout(rows, columns, true);
    }

    /** Returns the layout of a dense array of rank 2. */
    static Layout of(INDArray array) {
        return new Layout(array.rows(), array.columns(), array.ordering() == 'f');
    }

    /** Returns the layout of the transpose of the same memory. */
    Layout transposed() {
        return new Layout(columns, rows, !columnMajor);
    }

    /** Returns the number of elements. */
    int size() {
        return rows * columns;
    }

    /** Returns the distance from the start of one column (or row) to the start of the next, in elements. */
    int stride() {
        return columnMajor ? rows : columns;
    }

    /** Returns where an element lies, counted from the first. */
    int index(int row, int column) {
        return columnMajor ? column * rows + row : row * columns + column;
    }

    /** Returns ND4J's form of {@link #stride}. */
    long[] strides() {
        return columnMajor ? new long[] {1, rows} : new long[] {columns, 1};
    }

    char order() {
        return columnMajor ? 'f' : 'c';
    }
}
