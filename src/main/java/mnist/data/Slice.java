package mnist.data;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Examples ready for a forward pass: a whole minibatch, or a part of one that is too large to be worked through at once.
 * It is made once and filled again and again.
 */
public final class Slice {
    /** What a pixel value is multiplied with to become an intensity in [0, 1]. */
    public static final double UNIT = 1 / 255.0;

    private final INDArray images;
    private final int[] labels;
    private int size;
    private int batchSize;
    private boolean first;
    private boolean last;

    /** @param images {@code (pixels, capacity)}, which somebody else fills */
    Slice(INDArray images) {
        this.images = images;
        this.labels = new int[images.columns()];
    }

    /** Becomes slice {@code index} of a plan; takes the labels of its examples. */
    void fill(Dataset examples, int[] order, MinibatchPlan plan, int index) {
        int from = plan.from(index);
        size = plan.to(index) - from;
        batchSize = plan.batchTo(index) - plan.batchFrom(index);
        first = from == plan.batchFrom(index);
        last = plan.to(index) == plan.batchTo(index);
        for (int x = 0; x < size; x++) {
            labels[x] = examples.label(order[from + x]);
        }
    }

    /**
     * Returns the pixel values, {@code (pixels, capacity)}, column-major float32 in 0 … 255, in units of {@link #UNIT}; the
     * first {@link #size} columns count.
     */
    public INDArray images() {
        return images;
    }

    /** Returns the class of each example; the first {@link #size} count. */
    public int[] labels() {
        return labels;
    }

    /** Returns how many examples this slice holds. */
    public int size() {
        return size;
    }

    /** Returns how many examples the whole minibatch has. */
    public int batchSize() {
        return batchSize;
    }

    /** Returns whether this slice is the first of its minibatch. */
    public boolean isFirst() {
        return first;
    }

    /** Returns whether this slice is the last of its minibatch. */
    public boolean isLast() {
        return last;
    }

    /** Returns whether this slice is its whole minibatch. */
    public boolean isWhole() {
        return first && last;
    }
}
