package mnist.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Range;
import mnist.nn.Architecture;
import mnist.nn.ForwardPass;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Parameters;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How one example wishes to change a network (SOURCES S1); the numbers that {@code mnist explain --json} prints.
 *
 * <p>A wish is a negative derivative of the example's cost C: positive where more of something makes the cost smaller. With
 * {@code delta^l = dC/dz^l}:
 *
 * <pre>{@code
 * wish of z^l_j         -delta^l_j
 * wish of b^l_j         -delta^l_j                               the first lever of neuron j
 * wish of w^l_ji        -delta^l_j a^(l-1)_i                     the second: in proportion to the activation
 * its wish of a^(l-1)_i -delta^l_j w^l_ji                        the third: in proportion to the weight
 * wish of a^(l-1)_i     -sum_j delta^l_j w^l_ji                  of all neurons of the layer together
 * wish of z^(l-1)_i     (wish of a^(l-1)_i) sigma'(z^(l-1)_i)    and so on, down to the pixels, a^0
 * }</pre>
 *
 * @param cost C of the example
 * @param answer the class with the largest output
 * @param label its class
 * @param layers of each layer 1..L
 * @param pixelWishes wish of a^0: where ink would make the cost smaller
 * @param levers of one neuron
 * @param table parameters beside examples
 * @param steps what a step against the gradient of this example's cost does to it
 */
public record Explanation(
        double cost,
        int answer,
        int label,
        List<LayerWishes> layers,
        double[] pixelWishes,
        Levers levers,
        Table table,
        List<Step> steps) {
    /**
     * @param activations a^l
     * @param activationWishes wish of a^l; none for the outputs, whose wish is that of z
     * @param inputWishes wish of z^l
     */
    public record LayerWishes(double[] activations, double[] activationWishes, double[] inputWishes) {}

    /**
     * The three levers of a neuron.
     *
     * @param layer l
     * @param neuron j
     * @param biasWish wish of b^l_j
     * @param inputs of each neuron, or pixel, of the layer before
     */
    public record Levers(int layer, int neuron, double biasWish, List<Lever> inputs) {}

    /**
     * @param input i
     * @param activation a^(l-1)_i
     * @param weight w^l_ji
     * @param weightWish wish of w^l_ji
     * @param activationWish this neuron's wish of a^(l-1)_i
     */
    public record Lever(int input, double activation, double weight, double weightWish, double activationWish) {}

    /**
     * The table of wishes: the average over the examples is the negative gradient of their mean cost, to which a step of gradient
     * descent is proportional.
     *
     * @param rows those with the largest averages, the largest first
     * @param eta learning rate
     */
    public record Table(List<Row> rows, double eta) {}

    /**
     * @param parameter its name
     * @param wishes of each example
     * @param average of the examples
     * @param step {@code eta * average}
     */
    public record Row(String parameter, double[] wishes, double average, double step) {}

    /**
     * A step {@code w := w - eta grad C}.
     *
     * @param eta its learning rate
     * @param predicted how much it lowers C to first order: {@code eta |grad C|^2}
     * @param real how much it does: {@code C(w) - C(w - eta grad C)}
     */
    public record Step(double eta, double predicted, double real) {}

    /**
     * What to explain.
     *
     * @param layer of the neuron whose levers are shown, 1..L
     * @param neuron from 0; less than 0 for the one with the strongest wish
     * @param rows of the table
     * @param eta learning rate
     */
    public record Options(int layer, int neuron, int rows, double eta) {}

    /** Explains the first of some examples, and shows the wishes of all of them in the table. */
    public static Explanation of(MeanCost examples, Options options) {
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
                steps(first, gradient, options.eta));
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
        double[] wishes = layers.get(options.layer - 1).inputWishes;
        int neuron = options.neuron >= 0
                ? options.neuron
                : IntStream.range(0, wishes.length)
                        .reduce(0, (best, j) -> Math.abs(wishes[j]) > Math.abs(wishes[best]) ? j : best);
        double[] before =
                options.layer == 1 ? column(example.images().copy()) : layers.get(options.layer - 2).activations;
        INDArray weights = example.network().weights(options.layer);
        return new Levers(
                options.layer,
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
                .limit(options.rows)
                .map(p -> new Row(
                        name(examples.network().architecture(), p),
                        gradients.stream()
                                .mapToDouble(gradient -> 0 - gradient[p])
                                .toArray(),
                        0 - mean[p],
                        0 - options.eta * mean[p]))
                .toList();
        return new Table(rows, options.eta);
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
    static String name(Architecture architecture, int position) {
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
