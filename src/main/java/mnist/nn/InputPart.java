package mnist.nn;

import java.util.IdentityHashMap;
import java.util.Map;
import mnist.data.PixelRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The first layer's products over a range p of the pixels, {@code A_p} of the images and {@code W_p} of W^1's columns.
 *
 * <p>In a small network they are most of the work. Both can be divided by pixels (SOURCES S3):
 *
 * <pre>{@code
 * W^1 A^0    = sum over p of W_p A_p      (n_1, B)
 * dC/dW_p    = 1/B delta^1 A_p^T          (n_1, n_p)      BP4
 * }</pre>
 *
 * <p>so that two threads can each keep one half of the images, of W^1 and of its gradient, and exchange only matrices of
 * shape {@code (n_1, B)}. A part belongs to one thread at a time.
 */
public final class InputPart {
    private final Matrix weights;
    private final Matrix allProducts;
    private final Matrix allDelta;
    private final Map<INDArray, Matrix> seen = new IdentityHashMap<>();
    private Matrix gradient;
    private Matrix images;
    private double unit;

    /** @param delta delta^1, {@code (n_1, capacity)}, which somebody else fills */
    InputPart(Network network, PixelRange pixels, Matrix delta) {
        weights = network.parameters().weightMatrix(1).columns(pixels.from(), pixels.size());
        allProducts = Matrix.zeros(weights.type(), weights.rows(), delta.columns());
        allDelta = delta.columns(0, delta.columns());
    }

    /**
     * Sets the products, {@code W_p A_p}, of some examples.
     *
     * @param pixels {@code (n_p, capacity)} in column-major order, of the network's type
     * @param unit what A_p is of these: 1, or 1/255 where pixels go up to 255
     * @param examples B: how many columns of them, from the first, are examples
     */
    public void multiply(INDArray pixels, double unit, int examples) {
        this.images = seen.computeIfAbsent(pixels, Matrix::of).firstColumns(examples);
        this.unit = unit;
        allProducts.firstColumns(examples).accumulateProduct(0, unit, weights, images);
    }

    /**
     * Sets the gradient to, or adds to it, that of the examples multiplied last.
     *
     * @param first whether to forget what was there
     * @param weight of each example in the sum: 1/B, with B the examples of the whole minibatch, gives the mean
     */
    public void addGradient(boolean first, double weight) {
        if (gradient == null) {
            // Neither an evaluation needs one, nor minibatches of one slice.
            gradient = Matrix.zeros(weights.type(), weights.rows(), weights.columns());
        }
        accumulate(gradient, first ? 0 : 1, weight);
    }

    /** {@code W_p := W_p + factor * gradient}. */
    public void step(double factor) {
        weights.add(factor, gradient);
    }

    /**
     * Adds the gradient of the examples multiplied last to W_p itself: with the weight -eta/B, that is the step of gradient
     * descent.
     */
    public void descend(double weight) {
        accumulate(weights, 1, weight);
    }

    /** {@code target := before * target + weight * delta^1 A_p^T}. */
    void accumulate(Matrix target, double before, double weight) {
        Matrix delta = allDelta.firstColumns(images.columns());
        target.accumulateProduct(before, weight * unit, delta, images.transposed());
    }

    /** Returns {@code W_p A_p}, {@code (n_1, capacity)}. */
    Matrix products() {
        return allProducts;
    }
}
