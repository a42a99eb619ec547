package mnist.training;

import mnist.data.Minibatches;
import mnist.data.Slice;
import mnist.nn.InputPart;

/**
 * A share of each slice's pixels: the products of the first layer over these pixels, and their part of W^1 with its
 * gradient and its step. Shares have nothing in common but delta^1, which they only read.
 */
final class PixelShare {
    private final Minibatches minibatches;
    private final InputPart input;
    private final GradientDescent descent;
    private Slice slice;

    PixelShare(Minibatches minibatches, InputPart input, GradientDescent descent) {
        this.minibatches = minibatches;
        this.input = input;
        this.descent = descent;
    }

    /** Begins an epoch: multiplies its first slice. */
    void start(int[] order, int minibatch) {
        minibatches.start(order, minibatch);
        advance();
    }

    /** Returns the slice that was multiplied last, valid until {@link #finishSlice}; null after the last of the epoch. */
    Slice slice() {
        return slice;
    }

    /** Finds the gradient of the slice, now that delta^1 is known; ends its minibatch with a step; multiplies the next slice. */
    void finishSlice() {
        if (slice.isWhole()) {
            input.descend(descent.weight(slice.batchSize()));
        } else {
            input.addGradient(slice.isFirst(), 1.0 / slice.batchSize());
            if (slice.isLast()) {
                descent.step(input);
            }
        }
        advance();
    }

    private void advance() {
        slice = minibatches.next();
        if (slice != null) {
            input.multiply(slice.images(), Slice.UNIT, slice.size());
        }
    }
}
