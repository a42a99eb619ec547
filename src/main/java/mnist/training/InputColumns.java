package mnist.training;

import java.util.List;
import mnist.data.Dataset;
import mnist.data.Images;
import mnist.data.Minibatches;
import mnist.data.Range;
import mnist.nn.Matrix;

/** A^0 of each slice in turn, or some of its rows, one example per column ({@link Images}). */
final class InputColumns {
    private final Minibatches minibatches;
    private final Images images;
    private final List<Matrix> buffers;

    /**
     * @param minibatches how the examples are cut
     * @param pixels which of each image; these are the rows
     */
    InputColumns(Dataset examples, Minibatches minibatches, Range pixels) {
        this.minibatches = minibatches;
        images = new Images(examples, minibatches, pixels);
        buffers = images.places().stream().map(Matrix::of).toList();
    }

    /** Begins an epoch with the example at each position of its order. */
    void start(int[] order) {
        images.start(order);
    }

    /** Returns the columns of a slice, {@code (pixels, S)} in float32; valid until the next call. */
    Matrix of(int index) {
        Matrix columns = buffers.get(images.prepare(index));
        columns.resize(minibatches.slice(index).size());
        return columns;
    }
}
