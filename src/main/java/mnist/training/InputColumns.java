package mnist.training;

import java.util.List;
import mnist.data.Dataset;
import mnist.data.Images;
import mnist.data.Minibatches;
import mnist.data.Range;
import mnist.nn.Matrix;

/** A^0 of one slice after the other, or some of its rows: images as {@link Images} prepares them, one example per column. */
final class InputColumns {
    private final Minibatches slices;
    private final Images images;
    private final List<Matrix> places;

    /**
     * @param slices how the examples are cut
     * @param pixels which of each image; these are the rows
     */
    InputColumns(Dataset examples, Minibatches slices, Range pixels) {
        this.slices = slices;
        images = new Images(examples, slices, pixels);
        places = images.places().stream().map(Matrix::of).toList();
    }

    /** Begins an epoch with the example at each position of its order. */
    void start(int[] order) {
        images.start(order);
    }

    /** Returns the columns of a slice, {@code (pixels, S)} in float32; they stay until the next call. */
    Matrix of(int slice) {
        Matrix columns = places.get(images.prepare(slice));
        columns.resize(slices.slice(slice).size());
        return columns;
    }
}
