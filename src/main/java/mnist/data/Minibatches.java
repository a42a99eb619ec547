package mnist.data;

import java.util.stream.IntStream;

/**
 * How an epoch is cut: into minibatches of {@code batchSize} examples, the last one shorter if they do not divide the data set;
 * and each minibatch into slices of nearly equal size. The order of the examples is shuffled anew for each epoch, as a pure
 * function of the seed and the epoch; see {@link #shuffled}.
 */
public final class Minibatches {
    private final int perEpoch;
    private final int slicesPerMinibatch;
    private final int largestSlice;
    private final Slice[] slices;

    /**
     * Cuts.
     *
     * @param examples of an epoch
     * @param batchSize examples per minibatch; more than there are means all of them
     * @param sliceCapacity the largest number of examples of a slice
     */
    public Minibatches(int examples, int batchSize, int sliceCapacity) {
        int batch = Math.min(batchSize, examples);
        perEpoch = ceilDiv(examples, batch);
        slicesPerMinibatch = ceilDiv(batch, Math.min(batch, sliceCapacity));
        largestSlice = ceilDiv(batch, slicesPerMinibatch);
        int inLast = ceilDiv(examples - (perEpoch - 1) * batch, largestSlice);
        slices = new Slice[(perEpoch - 1) * slicesPerMinibatch + inLast];
        for (int i = 0; i < slices.length; i++) {
            int batchFrom = i / slicesPerMinibatch * batch;
            int batchTo = (int) Math.min((long) batchFrom + batch, examples);
            int from = batchFrom + i % slicesPerMinibatch * largestSlice;
            slices[i] = new Slice(from, Math.min(from + largestSlice, batchTo), batchFrom, batchTo);
        }
    }

    /** Returns the order of an epoch: 0 … size-1, shuffled. */
    public static int[] shuffled(int size, long seed, int epoch) {
        return new RandomStream(seed, "shuffle", epoch).permutation(size);
    }

    /** Returns the order of the file: 0 … size-1. */
    public static int[] inOrder(int size) {
        return IntStream.range(0, size).toArray();
    }

    /** Returns the number of minibatches of an epoch. */
    public int perEpoch() {
        return perEpoch;
    }

    /** Returns the largest number of examples of a slice. */
    public int largestSlice() {
        return largestSlice;
    }

    /** Returns the number of slices of an epoch. */
    public int slicesPerEpoch() {
        return slices.length;
    }

    /** Returns a slice, numbered through the epoch. */
    public Slice slice(int index) {
        return slices[index];
    }

    /** Returns the number of a minibatch's first slice. */
    public int firstSlice(int minibatch) {
        return minibatch * slicesPerMinibatch;
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (int) (((long) dividend + divisor - 1) / divisor);
    }
}
