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
    /** Below this a minibatch is not worth dividing: handing over the other half costs more than it saves. */
    private static final int SMALLEST_SHARED = 24;

    /**
     * One slice's place in the epoch.
     *
     * @param minibatch which minibatch it belongs to, from 0
     * @param from the position in the epoch's order of its first example
     * @param to the position after its last example
     * @param batchFrom the position of the minibatch's first example
     * @param batchTo the position after the minibatch's last example
     */
    record Place(int minibatch, int from, int to, int batchFrom, int batchTo) {}

    /** Makes a plan; a batch or slice larger than what there is means all of it. */
    static MinibatchPlan of(int examples, int batchSize, int sliceCapacity) {
        int batch = Math.min(batchSize, examples);
        int slices = ceilDiv(batch, Math.min(batch, sliceCapacity));
        if (batch >= SMALLEST_SHARED && slices % 2 == 1) {
            slices++;
        }
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

    /** Returns where slice {@code index} of the epoch lies. */
    Place place(int index) {
        int minibatch = index / slicesPerBatch();
        int batchFrom = minibatch * batchSize;
        int batchTo = (int) Math.min((long) batchFrom + batchSize, examples);
        int from = batchFrom + index % slicesPerBatch() * sliceSize;
        return new Place(minibatch, from, Math.min(from + sliceSize, batchTo), batchFrom, batchTo);
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (int) (((long) dividend + divisor - 1) / divisor);
    }
}
