package mnist.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The examples of a data set in a given order, minibatch by minibatch, as one of the shares that divide them between them
 * sees them: it gets every second slice of each minibatch, or all of them if it is the only share. Over the shares, every
 * example comes exactly once.
 *
 * <p>The order is shuffled anew for each epoch, as a pure function of the seed and the epoch; see {@link #shuffled}.
 */
public final class Minibatches {
    /** Pixels that are prepared at once: enough to make a call to ND4J cheap, few enough to stay in the cache. */
    private static final int BLOCK_PIXELS = 1 << 16;

    private final Dataset examples;
    private final MinibatchPlan plan;
    private final int share;
    private final int shares;
    private final Block block;
    private int[] order = {};
    private int nextToFill;
    private int nextInBlock;

    private Minibatches(Dataset examples, MinibatchPlan plan, int share, int shares) {
        this.examples = examples;
        this.plan = plan;
        this.share = share;
        this.shares = shares;
        int slices = Math.max(1, BLOCK_PIXELS / examples.pixels() / plan.sliceSize());
        block = new Block(examples.pixels(), Math.min(plan.slices(), slices), plan.sliceSize());
        nextToFill = plan.slices();
    }

    /**
     * Divides a data set into shares: two, or one where the minibatches are too small to be worth dividing.
     *
     * @param batchSize examples per minibatch; more than there are means all of them
     * @param sliceCapacity the largest number of examples to hand out at once
     */
    public static List<Minibatches> shares(Dataset examples, int batchSize, int sliceCapacity) {
        MinibatchPlan plan = plan(examples, batchSize, sliceCapacity);
        int shares = plan.slicesPerBatch() > 1 ? 2 : 1;
        List<Minibatches> all = new ArrayList<>();
        for (int share = 0; share < shares; share++) {
            all.add(new Minibatches(examples, plan, share, shares));
        }
        return all;
    }

    /** Returns a data set undivided, as one minibatch after the other. */
    public static Minibatches whole(Dataset examples, int batchSize, int sliceCapacity) {
        return new Minibatches(examples, plan(examples, batchSize, sliceCapacity), 0, 1);
    }

    private static MinibatchPlan plan(Dataset examples, int batchSize, int sliceCapacity) {
        int most = Math.max(1, BLOCK_PIXELS / examples.pixels());
        return MinibatchPlan.of(examples.size(), batchSize, Math.min(sliceCapacity, most));
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
        nextToFill = minibatch * plan.slicesPerBatch() + share;
        nextInBlock = block.count();
    }

    /** Returns this share's next slice, valid until the next call, or null if it has no more of the given minibatch. */
    public Slice next(int minibatch) {
        if (nextInBlock == block.count()) {
            if (nextToFill >= plan.slices() || plan.place(nextToFill).minibatch() != minibatch) {
                return null;
            }
            fillBlock();
        }
        Slice slice = block.slice(nextInBlock);
        if (slice.minibatch() != minibatch) {
            return null;
        }
        nextInBlock++;
        return slice;
    }

    private void fillBlock() {
        int count = 0;
        while (count < block.capacity() && nextToFill < plan.slices()) {
            block.gather(count++, examples, order, plan.place(nextToFill));
            nextToFill += shares;
        }
        block.finish(count);
        nextInBlock = 0;
    }
}
