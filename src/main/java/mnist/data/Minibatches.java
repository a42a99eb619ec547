package mnist.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The examples of a data set in a given order, slice by slice, and of each image a range of its pixels.
 *
 * <p>The order is shuffled anew for each epoch, as a pure function of the seed and the epoch; see {@link #shuffled}.
 */
public final class Minibatches {
    /** Pixels that are prepared at once: enough to make a native call cheap, few enough to stay in the first-level cache. */
    private static final int BLOCK_PIXELS = 1 << 13;
    /** Pixels of the largest slice: few enough to stay in the second-level cache. */
    private static final int SLICE_PIXELS = 1 << 16;

    private final MinibatchPlan plan;
    private final Block block;
    private int[] order = {};
    private int nextToFill;
    private int nextInBlock;

    private Minibatches(Dataset examples, MinibatchPlan plan, PixelRange range) {
        this.plan = plan;
        int slices = Math.max(1, BLOCK_PIXELS / range.size() / plan.sliceSize());
        block = new Block(examples, plan, range, Math.min(plan.slices(), slices));
        nextToFill = plan.slices();
    }

    /**
     * Returns whole images.
     *
     * @param batchSize examples per minibatch; more than there are means all of them
     * @param sliceCapacity the largest number of examples to hand out at once
     */
    public static Minibatches of(Dataset examples, int batchSize, int sliceCapacity) {
        return of(examples, batchSize, sliceCapacity, List.of(PixelRange.all(examples.pixels())))
                .get(0);
    }

    /** Returns the same slices once for each of some ranges of pixels. */
    public static List<Minibatches> of(Dataset examples, int batchSize, int sliceCapacity, List<PixelRange> ranges) {
        int pixels = ranges.stream().mapToInt(PixelRange::size).max().orElseThrow();
        int most = Math.max(1, SLICE_PIXELS / pixels);
        MinibatchPlan plan = MinibatchPlan.of(examples.size(), batchSize, Math.min(sliceCapacity, most));
        return ranges.stream()
                .map(range -> new Minibatches(examples, plan, range))
                .toList();
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
        return plan.minibatches();
    }

    /** Returns the largest number of examples of a slice. */
    public int sliceSize() {
        return plan.sliceSize();
    }

    /**
     * Begins an epoch.
     *
     * @param order the example at each position
     * @param minibatch the first minibatch to hand out, from 0
     */
    public void start(int[] order, int minibatch) {
        this.order = order;
        nextToFill = minibatch * plan.slicesPerBatch();
        nextInBlock = block.count();
    }

    /** Returns the next slice, valid until the next call, or null after the last of the epoch. */
    public Slice next() {
        if (nextInBlock == block.count()) {
            if (nextToFill >= plan.slices()) {
                return null;
            }
            fillBlock();
        }
        return block.slice(nextInBlock++);
    }

    private void fillBlock() {
        int count = Math.min(block.capacity(), plan.slices() - nextToFill);
        for (int i = 0; i < count; i++) {
            block.gather(i, order, nextToFill++);
        }
        block.finish(count);
        nextInBlock = 0;
    }
}
