package mnist.nn;

import org.nd4j.linalg.api.buffer.DataType;

/** How fast this machine multiplies large matrices: the measure that a training's speed is held against. */
public final class SgemmSpeed {
    private static final int SIZE = 1024;
    private static final int REPEATS = 8;

    private SgemmSpeed() {}

    /**
     * Measures float32 products of 1024 x 1024 matrices on one thread.
     *
     * @return the best of several, in 10^9 floating point operations per second
     */
    public static double gigaflops() {
        Matrix p = Matrix.zeros(DataType.FLOAT, SIZE, SIZE);
        Matrix q = Matrix.zeros(DataType.FLOAT, SIZE, SIZE);
        Matrix product = Matrix.zeros(DataType.FLOAT, SIZE, SIZE);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            product.setProduct(p, q);
            best = Math.min(best, System.nanoTime() - start);
        }
        return 2.0 * SIZE * SIZE * SIZE / best;
    }

    /**
     * Returns the floating point operations of the products of one training example: {@code 2 n_l n_(l-1)} for
     * {@code Z^l}, the same for {@code dC/dW^l}, and the same for {@code (W^l)^T delta^l} in every layer but the first.
     */
    public static long operationsPerExample(Architecture architecture) {
        long operations = 0;
        for (int l = 1; l <= architecture.layers(); l++) {
            operations += (l == 1 ? 4L : 6L) * architecture.size(l) * architecture.size(l - 1);
        }
        return operations;
    }
}
