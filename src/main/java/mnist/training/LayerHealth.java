package mnist.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Dataset;
import mnist.data.Minibatches;
import mnist.nn.Architecture;
import mnist.nn.BackwardPass;
import mnist.nn.ForwardPass;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Parameters;

/**
 * How well a layer can still learn, judged on some examples: whether its neurons respond, and whether a gradient reaches it.
 *
 * @param layer l, from 1
 * @param stuckUnits the share of its neurons whose derivative is below a hundredth of its largest for 99 of 100 examples: saturated
 *     where the activation has bounds, else dead; 0 for the last layer
 * @param weights the root mean square of W^l
 * @param gradient the root mean square of dC/dW^l, of the mean cost
 */
public record LayerHealth(int layer, double stuckUnits, double weights, double gradient) {
    private static final int MOST_EXAMPLES = 1_000;
    private static final double STUCK = 0.99;
    private static final double FLAT = 0.01;

    /** Looks at the layers of a network, from the first to the last, by the first thousand of some examples. */
    public static List<LayerHealth> of(Network network, Objective objective, Dataset examples) {
        Dataset sample = examples.subset(0, Math.min(MOST_EXAMPLES, examples.size()));
        Architecture architecture = network.architecture();
        Parameters gradient =
                Parameters.zeros(architecture, network.parameters().type());
        int[][] flat = IntStream.rangeClosed(0, architecture.layers())
                .mapToObj(l -> new int[architecture.size(l)])
                .toArray(int[][]::new);
        run(network, objective, sample, gradient, flat);
        List<LayerHealth> layers = new ArrayList<>();
        for (int l = 1; l <= architecture.layers(); l++) {
            long stuck = IntStream.of(flat[l])
                    .filter(count -> count >= STUCK * sample.size())
                    .count();
            layers.add(new LayerHealth(
                    l,
                    (double) stuck / architecture.size(l),
                    size(network.parameters().w(l)),
                    size(gradient.w(l))));
        }
        return layers;
    }

    /** Sums up the gradient, and counts for each hidden unit the examples for which it hardly changes. */
    private static void run(Network network, Objective objective, Dataset sample, Parameters gradient, int[][] flat) {
        SlicedForward slices = new SlicedForward(network, sample, sample.size());
        slices.start(Minibatches.inOrder(sample.size()));
        BackwardPass backward = new BackwardPass(slices.forward, objective, slices.largestSlice());
        slices.each(slice -> {
            for (int x = 0; x < slice.size(); x++) {
                count(slices.forward, x, flat);
            }
            backward.run(slices.labels, sample.size(), BackwardPass.into(gradient, slice.isFirst() ? 0 : 1));
        });
    }

    private static void count(ForwardPass forward, int example, int[][] flat) {
        for (int l = 1; l < flat.length - 1; l++) {
            double[] steepness = forward.steepness(l, example);
            for (int j = 0; j < steepness.length; j++) {
                flat[l][j] += steepness[j] < FLAT ? 1 : 0;
            }
        }
    }

    private static double size(Matrix matrix) {
        return Math.sqrt(matrix.sumOfSquares() / ((double) matrix.rows() * matrix.columns()));
    }
}
