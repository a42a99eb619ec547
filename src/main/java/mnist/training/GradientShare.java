package mnist.training;

import mnist.data.Minibatches;
import mnist.data.Slice;
import mnist.nn.BackwardPass;
import mnist.nn.ForwardPass;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Parameters;

/**
 * A share of each minibatch: its part of the gradient of the mean cost, and its sums. Shares have nothing in common but
 * the network, which they only read, so two threads may work on two shares at once.
 */
final class GradientShare {
    private final Network network;
    private final Minibatches minibatches;
    private final ForwardPass forward;
    private final BackwardPass backward;
    private final Objective objective;
    private final int[] predictions;
    private int examples;
    private double costSum;
    private int correct;

    GradientShare(Network network, Objective objective, Minibatches minibatches) {
        this.network = network;
        this.minibatches = minibatches;
        this.objective = objective;
        forward = new ForwardPass(network, minibatches.sliceSize());
        backward = new BackwardPass(forward, objective, minibatches.sliceSize());
        predictions = new int[minibatches.sliceSize()];
    }

    /** Begins an epoch. */
    void start(int[] order, int minibatch) {
        minibatches.start(order, minibatch);
    }

    /** Works through this share's slices of a minibatch, and adds up their part of its gradient. */
    void addGradient(int minibatch) {
        forget();
        for (Slice slice = minibatches.next(minibatch); slice != null; slice = minibatches.next(minibatch)) {
            forward(slice);
            if (examples == slice.size()) {
                backward.reset();
            }
            backward.add(slice.labels(), 1.0 / slice.batchSize());
        }
    }

    /**
     * Works through a minibatch that is one slice and this share's alone, and takes the step as it goes: the gradient is
     * added to the parameters and nowhere else.
     */
    void descend(int minibatch, GradientDescent descent) {
        forget();
        Slice slice = minibatches.next(minibatch);
        forward(slice);
        backward.addTo(network.parameters(), slice.labels(), -descent.learningRate() / slice.batchSize());
    }

    private void forget() {
        examples = 0;
        costSum = 0;
        correct = 0;
    }

    private void forward(Slice slice) {
        forward.run(slice.images(), slice.size());
        costSum += forward.costSum(objective, slice.labels());
        count(slice);
    }

    private void count(Slice slice) {
        examples += slice.size();
        forward.predict(predictions);
        for (int x = 0; x < slice.size(); x++) {
            if (predictions[x] == slice.labels()[x]) {
                correct++;
            }
        }
    }

    /** Returns how many examples the last run saw; 0 where a short minibatch left nothing for this share. */
    int examples() {
        return examples;
    }

    double costSum() {
        return costSum;
    }

    int correct() {
        return correct;
    }

    /** Returns this share's part of the gradient, valid until the next run, if there were examples. */
    Parameters gradient() {
        return backward.gradient();
    }

    /** Returns the first layer whose weighted inputs were not finite in the last run, or 0. */
    int firstNonFiniteLayer() {
        return forward.firstNonFiniteLayer();
    }
}
