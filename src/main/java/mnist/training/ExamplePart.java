package mnist.training;

import java.util.Optional;
import mnist.config.Config;
import mnist.data.RandomStream;
import mnist.data.Range;
import mnist.data.Slice;
import mnist.nn.BackwardPass;
import mnist.nn.Dropout;
import mnist.nn.ForwardPass;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Parameters;

/**
 * Some examples of every slice: their labels, the passes over them, and what is counted. The gradient of all parameters but W^1
 * is a sum over slices and over these parts, and each part keeps its own term of it; unless a part has all examples of every
 * minibatch, and so the whole gradient, which then becomes a step at once.
 */
final class ExamplePart {
    final ForwardPass forward;
    final BackwardPass backward;
    final int[] labels;

    private final Range range;
    private final Objective objective;
    private final Optional<Dropout> dropout;
    private final long seed;
    private final Parameters terms;
    private final BackwardPass.Taker first;
    private final BackwardPass.Taker further;
    private int[] labelsInOrder;
    private int epoch;
    private int count;
    private int examples;
    private double costSum;
    private int correct;

    /**
     * @param range which examples of each slice, counted from its first
     * @param atOnce who takes the gradient if this part has all examples of every minibatch, and nothing is to be summed up
     */
    ExamplePart(Config config, Network network, Range range, Optional<BackwardPass.Taker> atOnce) {
        this.range = range;
        objective = config.objective();
        seed = config.training().seed();
        double p = config.regularization().dropout();
        dropout = p > 0
                ? Optional.of(
                        new Dropout(network.architecture(), network.parameters().type(), p, range.size()))
                : Optional.empty();
        forward = new ForwardPass(network, range.size(), dropout);
        backward = new BackwardPass(forward, objective, range.size());
        labels = new int[range.size()];
        terms = atOnce.isPresent()
                ? null
                : Parameters.zeros(network.architecture(), network.parameters().type());
        first = atOnce.orElseGet(() -> BackwardPass.into(terms, 0));
        further = atOnce.orElseGet(() -> BackwardPass.into(terms, 1));
    }

    /**
     * Begins an epoch.
     *
     * @param inOrder the label at each position of its order
     * @param number 1, 2, …
     */
    void start(int[] inOrder, int number) {
        labelsInOrder = inOrder;
        epoch = number;
    }

    /** Begins a slice: takes the labels, and draws whom dropout leaves out; returns how many of its examples there are here. */
    int begin(Slice slice) {
        if (slice.isFirst()) {
            examples = 0;
            costSum = 0;
            correct = 0;
        }
        int from = slice.from() + range.from();
        count = Math.max(0, Math.min(slice.size() - range.from(), range.size()));
        System.arraycopy(labelsInOrder, Math.min(from, labelsInOrder.length), labels, 0, count);
        if (dropout.isPresent() && count > 0) {
            dropout.get().draw(count, x -> new RandomStream(seed, "dropout", place(from + x)));
        }
        return count;
    }

    /** Returns a number of its own for each position of an example in each epoch. */
    private long place(int position) {
        return (long) epoch << Integer.SIZE | position;
    }

    /** Returns the first example of the slice that is here, counted from the slice's first. */
    int from() {
        return range.from();
    }

    /** Counts what the forward pass found; returns who takes the gradient. */
    BackwardPass.Taker count() {
        BackwardPass.Taker taker = examples == 0 ? first : further;
        examples += count;
        costSum += forward.costSum(objective, labels);
        correct += forward.countCorrect(labels);
        return taker;
    }

    /** Returns whether any example of the minibatch was here. */
    boolean hadExamples() {
        return examples > 0;
    }

    /** Returns this part's term of the gradient of all parameters but W^1. */
    Parameters terms() {
        return terms;
    }

    /** Returns the sum of the costs of the minibatch's examples that were here. */
    double costSum() {
        return costSum;
    }

    /** Returns how many of the minibatch's examples that were here were given their class. */
    int correct() {
        return correct;
    }
}
