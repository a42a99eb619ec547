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
 * is a sum over slices and over these parts, and each part stores its own term of it, unless it is given a taker that steps at once.
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
    private final BackwardPass.Taker set;
    private final BackwardPass.Taker add;
    private int[] labelsInOrder;
    private int epoch;
    private int inSlice;
    private int examples;
    private double costSum;
    private int correct;

    /**
     * @param range which examples of each slice, counted from its first
     * @param atOnce what takes the gradient if this part has all examples of every minibatch, and nothing is to be summed
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
        set = atOnce.orElseGet(() -> BackwardPass.into(terms, 0));
        add = atOnce.orElseGet(() -> BackwardPass.into(terms, 1));
    }

    /**
     * Begins an epoch.
     *
     * @param inOrder the labels in the epoch's order
     * @param number the epoch, from 1
     */
    void start(int[] inOrder, int number) {
        labelsInOrder = inOrder;
        epoch = number;
    }

    /** Begins a slice: copies the labels, draws the dropout masks, and returns how many of its examples this part has. */
    int begin(Slice slice) {
        if (slice.isFirst()) {
            examples = 0;
            costSum = 0;
            correct = 0;
        }
        int from = slice.from() + range.from();
        inSlice = Math.max(0, Math.min(slice.size() - range.from(), range.size()));
        if (inSlice > 0) {
            System.arraycopy(labelsInOrder, from, labels, 0, inSlice);
            if (dropout.isPresent()) {
                dropout.get().draw(inSlice, x -> new RandomStream(seed, "dropout", place(from + x)));
            }
        }
        return inSlice;
    }

    /** Returns a number unique to the epoch and the position in it. */
    private long place(int position) {
        return (long) epoch << Integer.SIZE | position;
    }

    /** Returns this part's first example, counted from the slice's start. */
    int from() {
        return range.from();
    }

    /** Counts the costs and the right answers of the last forward run. */
    void tally() {
        examples += inSlice;
        costSum += forward.costSum(objective, labels);
        correct += forward.countCorrect(labels);
    }

    /** Returns what takes the gradient of this part's examples of a slice. */
    BackwardPass.Taker taker(Slice slice) {
        return slice.isFirst() ? set : add;
    }

    /** Returns whether this part had examples of the minibatch. */
    boolean hadExamples() {
        return examples > 0;
    }

    /** Returns this part's term of the gradient of all parameters but W^1, or null if a taker steps at once. */
    Parameters terms() {
        return terms;
    }

    /** Returns the sum of the costs of this part's examples of the minibatch. */
    double costSum() {
        return costSum;
    }

    /** Returns how many of this part's examples of the minibatch were classified correctly. */
    int correct() {
        return correct;
    }
}
