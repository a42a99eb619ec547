package mnist.training;

import mnist.data.Slice;
import mnist.nn.BackwardPass;
import mnist.nn.FirstLayer;
import mnist.nn.ForwardPass;
import mnist.nn.Objective;
import mnist.nn.Parameters;

/**
 * A share of each slice's examples: everything about them but the products over pixels. Shares have nothing in common but
 * the network, which they only read, so two threads may work on two shares at once.
 */
final class ExampleShare {
    private final ForwardPass forward;
    private final BackwardPass backward;
    private final Objective objective;
    private final int from;
    private final int[] labels;
    private final int[] predictions;
    private int examples;
    private double costSum;
    private int correct;

    /**
     * @param from the first example of a slice that belongs to this share
     * @param capacity how many do, at most
     */
    ExampleShare(FirstLayer first, Objective objective, int from, int capacity) {
        this.objective = objective;
        this.from = from;
        forward = new ForwardPass(first, from, capacity);
        backward = new BackwardPass(forward, objective, from, capacity);
        labels = new int[capacity];
        predictions = new int[capacity];
    }

    /** Runs this share's examples of a slice forward and backward, and adds up their gradient over the minibatch. */
    void addGradient(Slice slice) {
        if (forward(slice)) {
            backward.addGradient(labels, slice.isFirst(), 1.0 / slice.batchSize());
        }
    }

    /** Runs a slice that is a whole minibatch and this share's alone, and steps all but W^1 as it goes. */
    void descend(Slice slice, GradientDescent descent) {
        forward(slice);
        backward.descend(labels, descent.weight(slice.batchSize()));
    }

    /** Returns false if a short slice left nothing for this share. */
    private boolean forward(Slice slice) {
        if (slice.isFirst()) {
            forget();
        }
        int count = Math.min(slice.size() - from, labels.length);
        if (count <= 0) {
            return false;
        }
        System.arraycopy(slice.labels(), from, labels, 0, count);
        forward.run(count);
        costSum += forward.costSum(objective, labels);
        examples += count;
        countCorrect(count);
        return true;
    }

    private void forget() {
        examples = 0;
        costSum = 0;
        correct = 0;
    }

    private void countCorrect(int count) {
        forward.predict(predictions);
        for (int x = 0; x < count; x++) {
            if (predictions[x] == labels[x]) {
                correct++;
            }
        }
    }

    /** Returns how many examples of the minibatch this share has seen. */
    int examples() {
        return examples;
    }

    double costSum() {
        return costSum;
    }

    int correct() {
        return correct;
    }

    /** Returns this share's part of the gradient but for W^1, if there were examples. */
    Parameters gradient() {
        return backward.gradient();
    }

    /** Returns the first layer whose weighted inputs were not finite in the last run, or 0. */
    int firstNonFiniteLayer() {
        return forward.firstNonFiniteLayer();
    }
}
