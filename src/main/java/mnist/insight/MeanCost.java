package mnist.insight;

import mnist.data.Dataset;
import mnist.nn.BackwardPass;
import mnist.nn.ForwardPass;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Parameters;
import mnist.storage.Checkpoint;

/**
 * The mean cost C of some examples, as a function of a network's parameters, in float64.
 *
 * @param network its parameters may be changed, by whoever puts them back
 * @param images A^0, {@code (n_0, B)}, float64
 * @param labels the class of each example
 */
public record MeanCost(Network network, Objective objective, Matrix images, int[] labels) {
    /** Takes a network and some examples of a data set. */
    static MeanCost of(Checkpoint checkpoint, Dataset examples, int... which) {
        return new MeanCost(
                Examples64.network(checkpoint.network()),
                checkpoint.config().objective(),
                Examples64.columns(examples, which),
                Examples64.labels(examples, which));
    }

    /** Returns C. */
    public double cost() {
        return forward().costSum(objective, labels) / labels.length;
    }

    /** Returns the program's own gradient of C. */
    public Parameters gradient() {
        return new BackwardPass(forward(), objective, labels.length).gradient(labels);
    }

    /** Returns a pass that has run over the examples. */
    ForwardPass forward() {
        ForwardPass forward = new ForwardPass(network, labels.length);
        forward.run(images);
        return forward;
    }
}
