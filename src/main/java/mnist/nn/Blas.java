package mnist.nn;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dcopy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dscal;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_scopy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sscal;

import mnist.machine.BlasLibrary;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The one door to OpenBLAS, the library that ND4J itself brings and calls for its products. It is called directly
 * because the way through ND4J costs several times the arithmetic at these sizes (DESIGN §6).
 */
final class Blas {
    static {
        BlasLibrary.start();
    }

    private Blas() {}

    /** {@code C := alpha P Q + beta C}. */
    static void multiply(double alpha, Factor p, Factor q, double beta, Matrix c) {
        int m = c.rows();
        int n = c.columns();
        int k = p.width();
        if (p.height() != m || q.height() != k || q.width() != n) {
            throw new IllegalArgumentException("no product of shapes (%d, %d) (%d, %d) into (%d, %d)"
                    .formatted(p.height(), k, q.height(), q.width(), m, n));
        }
        int transP = p.isTransposed() ? CblasTrans : CblasNoTrans;
        int transQ = q.isTransposed() ? CblasTrans : CblasNoTrans;
        int strideP = p.matrix().rows();
        int strideQ = q.matrix().rows();
        if (c.toWrite() instanceof FloatPointer pointer) {
            FloatPointer left = (FloatPointer) p.matrix().toRead();
            FloatPointer right = (FloatPointer) q.matrix().toRead();
            float a = (float) alpha;
            cblas_sgemm(
                    CblasColMajor, transP, transQ, m, n, k, a, left, strideP, right, strideQ, (float) beta, pointer, m);
        } else {
            DoublePointer left = (DoublePointer) p.matrix().toRead();
            DoublePointer right = (DoublePointer) q.matrix().toRead();
            DoublePointer result = (DoublePointer) c.toWrite();
            cblas_dgemm(CblasColMajor, transP, transQ, m, n, k, alpha, left, strideP, right, strideQ, beta, result, m);
        }
    }

    /** {@code y := alpha x + beta y}, element by element; beta = 0 forgets what was there. */
    static void add(double alpha, Matrix x, double beta, Matrix y) {
        x.requireShape(y.rows(), y.columns());
        if (y.toWrite() instanceof FloatPointer target) {
            addFloats((float) alpha, (FloatPointer) x.toRead(), (float) beta, target, y.size());
        } else {
            addDoubles(alpha, (DoublePointer) x.toRead(), beta, (DoublePointer) y.toWrite(), y.size());
        }
    }

    private static void addFloats(float alpha, FloatPointer x, float beta, FloatPointer y, int size) {
        if (beta == 0) {
            cblas_scopy(size, x, 1, y, 1);
            cblas_sscal(size, alpha, y, 1);
            return;
        }
        if (beta != 1) {
            cblas_sscal(size, beta, y, 1);
        }
        cblas_saxpy(size, alpha, x, 1, y, 1);
    }

    private static void addDoubles(double alpha, DoublePointer x, double beta, DoublePointer y, int size) {
        if (beta == 0) {
            cblas_dcopy(size, x, 1, y, 1);
            cblas_dscal(size, alpha, y, 1);
            return;
        }
        if (beta != 1) {
            cblas_dscal(size, beta, y, 1);
        }
        cblas_daxpy(size, alpha, x, 1, y, 1);
    }
}
