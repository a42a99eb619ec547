package mnist.nn;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import mnist.machine.BlasLibrary;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The one door to OpenBLAS, the library that ND4J itself brings and calls for its products. It is called directly
 * because the way through ND4J costs several times the arithmetic at these sizes (DESIGN §6).
 *
 * <p>BLAS runs on one thread here: on products this small, waking a second one costs more than it saves, and the sum of
 * a product would depend on the number of threads.
 */
final class Blas {
    static {
        BlasLibrary.start();
    }

    private Blas() {}

    /** {@code C := alpha P Q + beta C}, where each of the three may be row-major or column-major. */
    static void multiply(double alpha, Matrix p, Matrix q, double beta, Matrix c) {
        if (p.rows() != c.rows() || p.columns() != q.rows() || q.columns() != c.columns()) {
            throw new IllegalArgumentException("no product of shapes (%d, %d) (%d, %d) into (%d, %d)"
                    .formatted(p.rows(), p.columns(), q.rows(), q.columns(), c.rows(), c.columns()));
        }
        boolean columnMajor = c.layout().columnMajor();
        int order = columnMajor ? CblasColMajor : CblasRowMajor;
        int m = c.rows();
        int n = c.columns();
        int k = p.columns();
        // A matrix of the other memory order is, to BLAS, the transpose of one of this order.
        int transP = p.layout().columnMajor() == columnMajor ? CblasNoTrans : CblasTrans;
        int transQ = q.layout().columnMajor() == columnMajor ? CblasNoTrans : CblasTrans;
        if (c.pointer() instanceof FloatPointer) {
            cblas_sgemm(
                    order,
                    transP,
                    transQ,
                    m,
                    n,
                    k,
                    (float) alpha,
                    floats(p),
                    p.layout().stride(),
                    floats(q),
                    q.layout().stride(),
                    (float) beta,
                    floats(c),
                    c.layout().stride());
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
                    p.layout().stride(),
                    doubles(q),
                    q.layout().stride(),
                    beta,
                    doubles(c),
                    c.layout().stride());
        }
    }

    /** {@code y := y + alpha x}, element by element; the two have one shape and one order. */
    static void add(double alpha, Matrix x, Matrix y) {
        int length = x.layout().size();
        if (y.pointer() instanceof FloatPointer) {
            cblas_saxpy(length, (float) alpha, floats(x), 1, floats(y), 1);
        } else {
            cblas_daxpy(length, alpha, doubles(x), 1, doubles(y), 1);
        }
    }

    private static FloatPointer floats(Matrix matrix) {
        return (FloatPointer) matrix.pointer();
    }

    private static DoublePointer doubles(Matrix matrix) {
        return (DoublePointer) matrix.pointer();
    }
}
