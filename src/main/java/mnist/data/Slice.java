package mnist.data;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Examples ready for a forward pass: a whole minibatch, or a part of one that is too large to be worked through at once.
 * It is made once and filled again and again.
 */
public final class Slice {
    private final INDArray images;
    private final int[] labels;
    private MinibatchPlan.Place place;

    /** @param images {@code (n_0, capacity)}, which somebody else fills */
    Slice(INDArray images) {
        this.images = images;
        this.labels = new int[images.columns()];
    }

    /** Takes the labels of the examples at a place of the order. */
    void fill(Dataset examples, int[] order, MinibatchPlan.Place place) {
        this.place = place;
        for (int x = 0; x < size(); x++) {
            labels[x] = examples.label(order[place.from() + x]);
        }
    }

    /** Returns the images, {@code (n_0, capacity)}, column-major float32 in [0, 1]; the first {@link #size} count. */
    public INDArray images() {
        return images;
    }

    /** Returns the class of each example; the first {@link #size} count. */
    public int[] labels() {
        return labels;
    }

    /** Returns how many examples this slice holds. */
    public int size() {
        return place.to() - place.from();
    }

    /** Returns which minibatch of the epoch this slice belongs to, from 0. */
    public int minibatch() {
        return place.minibatch();
    }

    /** Returns how many examples the whole minibatch has. */
    public int batchSize() {
        return place.batchTo() - place.batchFrom();
    }
}
