package mnist.training;

import java.util.List;

/**
 * Runs the shares of a minibatch: the first on this thread and the second, if there is one and the machine has a core for
 * it, on another. Who runs a share makes no difference to its result.
 */
final class Team implements AutoCloseable {
    private final List<GradientShare> shares;
    private final Helper helper;
    private int minibatch;

    Team(List<GradientShare> shares) {
        this.shares = shares;
        boolean helped = shares.size() > 1 && Runtime.getRuntime().availableProcessors() > 1;
        helper = helped ? new Helper(() -> shares.get(1).run(minibatch)) : null;
    }

    /** Begins an epoch. */
    void start(int[] order, int firstMinibatch) {
        shares.forEach(share -> share.start(order, firstMinibatch));
    }

    /** Runs all shares of a minibatch. */
    void run(int minibatch) {
        this.minibatch = minibatch;
        if (helper == null) {
            for (GradientShare share : shares) {
                share.run(minibatch);
            }
        } else {
            helper.offer();
            shares.get(0).run(minibatch);
            helper.finish();
        }
    }

    @Override
    public void close() {
        if (helper != null) {
            helper.close();
        }
    }
}
