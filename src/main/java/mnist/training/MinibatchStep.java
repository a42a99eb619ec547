package mnist.training;

import java.util.List;
import mnist.nn.Network;

/**
 * One step of gradient descent: the gradient of the mean cost of a minibatch, and a step against it.
 *
 * <p>A minibatch that is not too small is divided in two shares, and so are the parameters when they are stepped. The first
 * half is worked on by this thread and the second by the helper, if there is one. Who does a half makes no difference to its
 * result.
 */
final class MinibatchStep {
    private final Network network;
    private final GradientDescent descent;
    private final List<GradientShare> shares;
    private final Runnable firstGradient = () -> computeGradient(0);
    private final Runnable secondGradient = () -> computeGradient(1);
    private final Runnable firstUpdate = () -> update(0);
    private final Runnable secondUpdate = () -> update(1);
    private int minibatch;

    MinibatchStep(Network network, GradientDescent descent, List<GradientShare> shares) {
        this.network = network;
        this.descent = descent;
        this.shares = shares;
    }

    /** Begins an epoch. */
    void start(int[] order, int firstMinibatch) {
        shares.forEach(share -> share.start(order, firstMinibatch));
    }

    /**
     * Takes the step of a minibatch.
     *
     * @param helper who does the second halves, or null for this thread
     */
    void run(int minibatch, Helper helper) {
        this.minibatch = minibatch;
        if (shares.size() == 1) {
            shares.get(0).descend(minibatch, descent);
        } else {
            both(firstGradient, secondGradient, helper);
            both(firstUpdate, secondUpdate, helper);
        }
    }

    private static void both(Runnable first, Runnable second, Helper helper) {
        if (helper == null) {
            first.run();
            second.run();
        } else {
            helper.offer(second);
            first.run();
            helper.finish();
        }
    }

    private void computeGradient(int share) {
        shares.get(share).addGradient(minibatch);
    }

    private void update(int half) {
        for (GradientShare share : shares) {
            if (share.examples() > 0) {
                descent.step(half, network.parameters(), share.gradient());
            }
        }
    }
}
