package mnist.training;

import java.util.List;
import mnist.data.Dataset;
import mnist.data.Minibatches;
import mnist.data.PixelRange;
import mnist.data.Slice;
import mnist.nn.FirstLayer;
import mnist.nn.ForwardPass;
import mnist.nn.Network;
import mnist.nn.Objective;

/** Runs a network over every example of a data set, in the order of the file, and counts. */
public final class Evaluator {
    private final ForwardPass forward;
    private final Objective objective;
    private final Dataset examples;
    private final Minibatches slices;
    private final int[] order;
    private final int classes;

    /**
     * @param network whose parameters each evaluation reads as they then are
     * @param examples every one of them counts
     */
    public Evaluator(Network network, Objective objective, Dataset examples) {
        int sliceSize = FirstLayer.efficientSize(network.architecture(), List.of(PixelRange.all(examples.pixels())));
        this.slices = Minibatches.of(examples, examples.size(), sliceSize);
        this.forward = new ForwardPass(network, slices.sliceSize());
        this.objective = objective;
        this.examples = examples;
        this.classes = network.architecture().size(network.architecture().layers());
        this.order = Minibatches.inOrder(examples.size());
    }

    /** Returns the class that the network as it now is gives to each example, in the order of the file. */
    public int[] predict() {
        int[] all = new int[examples.size()];
        int[] predictions = new int[slices.sliceSize()];
        int done = 0;
        slices.start(order, 0);
        for (Slice slice = slices.next(); slice != null; slice = slices.next()) {
            forward.run(slice.images(), Slice.UNIT, slice.size());
            forward.predict(predictions);
            System.arraycopy(predictions, 0, all, done, slice.size());
            done += slice.size();
        }
        return all;
    }

    /** Evaluates the network as it now is. */
    public Evaluation evaluate() {
        long[][] confusion = new long[classes][classes];
        int[] predictions = new int[slices.sliceSize()];
        double costSum = 0;
        slices.start(order, 0);
        for (Slice slice = slices.next(); slice != null; slice = slices.next()) {
            forward.run(slice.images(), Slice.UNIT, slice.size());
            costSum += forward.costSum(objective, slice.labels());
            forward.predict(predictions);
            for (int x = 0; x < slice.size(); x++) {
                confusion[slice.labels()[x]][predictions[x]]++;
            }
        }
        return new Evaluation(confusion, costSum / examples.size());
    }
}
