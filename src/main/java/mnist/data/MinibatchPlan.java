package mnist.data;

/**
 * How an epoch is cut: into minibatches of {@code batchSize} examples, the last one shorter if they do not divide the
 * data set; and each minibatch into slices of nearly equal size that a pass works through at once.
 *
 * @param examples how many examples an epoch has
 * @param batchSize how many of them make a step
 * @param sliceSize the largest number of examples of a slice
 */
record MinibatchPlan(int examples, int batchSize, int sliceSize) {
    /** Makes a plan; a batch or slice larger than what there is means all of it. */
    static MinibatchPlan of(int examples, int batchSize, int sliceCapacity) {
        int batch = Math.min(batchSize, examples);
        int slices = ceilDiv(batch, Math.min(batch, sliceCapacity));
        return new MinibatchPlan(examples, batch, ceilDiv(batch, slices));
    }

    /** Returns the number of minibatches of an epoch. */
    int minibatches() {
        return ceilDiv(examples, batchSize);
    }

    /** Returns the number of slices of every minibatch but the last, which may have fewer. */
    int slicesPerBatch() {
        return ceilDiv(batchSize, sliceSize);
    }

    /** Returns the number of slices of an epoch. */
    int slices() {
        int lastBatch = examples - (minibatches() - 1) * batchSize;
        return (minibatches() - 1) * slicesPerBatch() + ceilDiv(lastBatch, sliceSize);
    }

    /** Returns the position in the epoch's order where the minibatch of a slice begins. */
    int batchFrom(int slice) {
        return slice / slicesPerBatch() * batchSize;
    }

    /** Returns the position after the last example of the minibatch of a slice. */
    int batchTo(int slice) {
        return (int) Math.min((long) batchFrom(slice) + batchSize, examples);
    }

    /** Returns the position in the epoch's order where a slice begins. */
    int from(int slice) {
        return batchFrom(slice) + slice % slicesPerBatch() * sliceSize;
    }

    /** Returns the position after the last example of a slice. */
    int to(int slice) {
        return Math.min(from(slice) + sliceSize, batchTo(slice));
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (int) (((long) dividend + divisor - 1) / divisor);
    }
}
