package mnist.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Range;
import mnist.insight.Explanation.LayerWishes;
import mnist.insight.Explanation.Lever;
import mnist.insight.Explanation.Levers;
import mnist.insight.Explanation.Options;
import mnist.insight.Explanation.Row;
import mnist.insight.Explanation.Step;
import mnist.insight.Explanation.Table;
import mnist.nn.Architecture;
import mnist.nn.ForwardPass;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Parameters;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes an {@link Explanation}. */
final class Explainer {
    private Explainer() {}

    /** Explains the first of some examples, and shows the wishes of all of them in the table. */
    static Explanation explain(MeanCost examples, Options options) {
        MeanCost first = only(examples, 0);
        Network network = first.network();
        ForwardPass forward = first.forward();
        Parameters gradient = first.gradient();
        List<LayerWishes> layers = new ArrayList<>();
        for (int l = 1; l <= network.architecture().layers(); l++) {
            layers.add(new LayerWishes(
                    forward.activations(l, 0),
                    l == network.architecture().layers() ? new double[0] : activationWishes(network, gradient, l),
                    column(gradient.biases(l).neg())));
        }
        return new Explanation(
                first.cost(),
                forward.predicted(0),
                first.labels()[0],
                layers,
                activationWishes(network, gradient, 0),
                levers(first, layers, options),
                table(examples, options),
                steps(first, gradient, options.eta()));
    }

    private static MeanCost only(MeanCost all, int example) {
        Matrix image = all.images().columns(new Range(example, example + 1));
        return new MeanCost(all.network(), all.objective(), image, new int[] {all.labels()[example]});
    }

    /** Of one example, dC/db^l is delta^l. */
    private static double[] activationWishes(Network network, Parameters gradient, int layer) {
        double[] delta = column(gradient.biases(layer + 1));
        double[] wishes = new double[network.architecture().size(layer)];
        for (int i = 0; i < wishes.length; i++) {
            for (int j = 0; j < delta.length; j++) {
                wishes[i] -= delta[j] * network.weights(layer + 1).getDouble(j, i);
            }
        }
        return wishes;
    }

    private static Levers levers(MeanCost example, List<LayerWishes> layers, Options options) {
        double[] wishes = layers.get(options.layer() - 1).inputWishes();
        int neuron = options.neuron() >= 0
                ? options.neuron()
                : IntStream.range(0, wishes.length)
                        .reduce(0, (best, j) -> Math.abs(wishes[j]) > Math.abs(wishes[best]) ? j : best);
        double[] before = options.layer() == 1
                ? column(example.images().copy())
                : layers.get(options.layer() - 2).activations();
        INDArray weights = example.network().weights(options.layer());
        return new Levers(
                options.layer(),
                neuron,
                wishes[neuron],
                IntStream.range(0, before.length)
                        .mapToObj(i -> new Lever(
                                i,
                                before[i],
                                weights.getDouble(neuron, i),
                                wishes[neuron] * before[i],
                                wishes[neuron] * weights.getDouble(neuron, i)))
                        .toList());
    }

    private static Table table(MeanCost examples, Options options) {
        List<double[]> gradients = IntStream.range(0, examples.labels().length)
                .mapToObj(x -> vector(only(examples, x).gradient()))
                .toList();
        double[] mean = vector(examples.gradient());
        List<Row> rows = IntStream.range(0, mean.length)
                .boxed()
                .sorted(Comparator.comparingDouble(p -> -Math.abs(mean[p])))
                .limit(options.rows())
                .map(p -> new Row(
                        name(examples.network().architecture(), p),
                        gradients.stream()
                                .mapToDouble(gradient -> 0 - gradient[p])
                                .toArray(),
                        0 - mean[p],
                        0 - options.eta() * mean[p]))
                .toList();
        return new Table(rows, options.eta());
    }

    private static List<Step> steps(MeanCost example, Parameters gradient, double eta) {
        Parameters parameters = example.network().parameters();
        Parameters before = parameters.copy();
        double square = Math.pow(gradient.vector().norm2Number().doubleValue(), 2);
        double cost = example.cost();
        List<Step> steps = new ArrayList<>();
        for (double rate : new double[] {eta, eta / 10, eta / 100}) {
            parameters.add(-rate, gradient);
            steps.add(new Step(rate, rate * square, cost - example.cost()));
            parameters.assign(before);
        }
        return steps;
    }

    /** Returns the name of a parameter by its position in the vector of all: W^1 column by column, b^1, W^2, …. */
    private static String name(Architecture architecture, int position) {
        int rest = position;
        for (int l = 1; ; l++) {
            int rows = architecture.size(l);
            int weights = rows * architecture.size(l - 1);
            if (rest < weights) {
                return "W^%d[%d, %d]".formatted(l, rest % rows, rest / rows);
            }
            if (rest < weights + rows) {
                return "b^%d[%d]".formatted(l, rest - weights);
            }
            rest -= weights + rows;
        }
    }

    private static double[] vector(Parameters parameters) {
        return column(parameters.vector());
    }

    private static double[] column(INDArray array) {
        return array.dup('f').data().asDouble();
    }
}
