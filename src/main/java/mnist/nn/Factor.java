package mnist.nn;

/** A factor of a matrix product: a {@link Matrix}, or its transpose, which is the same memory with the two indices exchanged. */
public sealed interface Factor permits Matrix, Factor.Transpose {
    /** Returns the matrix that holds the numbers. */
    Matrix matrix();

    /** Returns whether the factor is the transpose of that matrix. */
    boolean isTransposed();

    /**
     * The transpose of a matrix.
     *
     * @param matrix that is transposed
     */
    record Transpose(Matrix matrix) implements Factor {
        @Override
        public boolean isTransposed() {
            return true;
        }
    }

    /** Returns the rows of the factor. */
    default int height() {
        return isTransposed() ? matrix().columns() : matrix().rows();
    }

    /** Returns the columns of the factor. */
    default int width() {
        return isTransposed() ? matrix().rows() : matrix().columns();
    }
}
