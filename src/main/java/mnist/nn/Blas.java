package mnist.nn;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The one door to OpenBLAS, the library that ND4J itself brings and calls for its products. It is called directly
 * because the way through ND4J costs several times the arithmetic at these sizes (DESIGN §6).
 *
 * <p>BLAS runs on one thread here: on products this small, waking a second one costs more than it saves, and the sum of
 * a product would depend on the number of threads.
 */
final class Blas {
    static {
        openblas_nolapack.blas_set_num_threads(1);
    }

    private Blas() {}

    /** {@code C := alpha P Q + beta C}, where each of the three may be row-major or column-major. */
    static void multiply(double alpha, Matrix p, Matrix q, double beta, Matrix c) {
        if (p.rows() != c.rows() || p.columns() != q.rows() || q.columns() != c.columns()) {
            throw new IllegalArgumentException("no product of shapes (%d, %d) (%d, %d) into (%d, %d)"
                    .formatted(p.rows(), p.columns(), q.rows(), q.columns(), c.rows(), c.columns()));
        }
        int order = c.isColumnMajor() ? CblasColMajor : CblasRowMajor;
        int m = c.rows();
        int n = c.columns();
        int k = p.columns();
        // A matrix of the other memory order is, to BLAS, the transpose of one of this order.
        int transP = p.isColumnMajor() == c.isColumnMajor() ? CblasNoTrans : CblasTrans;
        int transQ = q.isColumnMajor() == c.isColumnMajor() ? CblasNoTrans : CblasTrans;
        if (c.isFloat32()) {
            cblas_sgemm(
                    order,
                    transP,
                    transQ,
                    m,
                    n,
                    k,
                    (float) alpha,
                    floats(p),
                    stride(p),
                    floats(q),
                    stride(q),
                    (float) beta,
                    floats(c),
                    stride(c));
        } else {
            cblas_dgemm(
                    order,
                    transP,
                    transQ,
                    m,
                    n,
                    k,
                    alpha,
                    doubles(p),
                    stride(p),
                    doubles(q),
                    stride(q),
                    beta,
                    doubles(c),
                    stride(c));
        }
    }

    /** {@code y := y + alpha x}, element by element; the two have one shape and one order. */
    static void add(double alpha, Matrix x, Matrix y) {
        int length = x.rows() * x.columns();
        if (y.isFloat32()) {
            cblas_saxpy(length, (float) alpha, floats(x), 1, floats(y), 1);
        } else {
            cblas_daxpy(length, alpha, doubles(x), 1, doubles(y), 1);
        }
    }

    /** Returns the name of the library that was loaded. */
    static String vendor() {
        return switch (openblas_nolapack.blas_get_vendor()) {
            case 2 -> "OpenBLAS";
            case 3 -> "MKL";
            default -> "unknown";
        };
    }

    /** Returns how many threads the library uses for one product. */
    static int threads() {
        return openblas_nolapack.blas_get_num_threads();
    }

    /** Returns a pointer to the first element of an array, of the array's own type. */
    static Pointer pointerTo(INDArray array) {
        long address = array.data().pointer().address()
                + array.offset() * array.dataType().width();
        return array.dataType() == DataType.FLOAT ? new Floats(array, address) : new Doubles(array, address);
    }

    private static FloatPointer floats(Matrix matrix) {
        return (FloatPointer) matrix.pointer();
    }

    private static DoublePointer doubles(Matrix matrix) {
        return (DoublePointer) matrix.pointer();
    }

    /** The distance in memory from one column (or row, in a row-major matrix) to the next. */
    private static int stride(Matrix matrix) {
        return matrix.isColumnMajor() ? matrix.rows() : matrix.columns();
    }

    /** A pointer that owns nothing: JavaCPP's own copies would free the array's memory a second time. */
    private static final class Floats extends FloatPointer {
        /** Keeps the memory alive for as long as a native call can see this pointer. */
        @SuppressWarnings("unused")
        private final transient INDArray owner;

        Floats(INDArray owner, long address) {
            this.owner = owner;
            this.address = address;
        }
    }

    /** The same for float64. */
    private static final class Doubles extends DoublePointer {
        @SuppressWarnings("unused")
        private final transient INDArray owner;

        Doubles(INDArray owner, long address) {
            this.owner = owner;
            this.address = address;
        }
    }
}
