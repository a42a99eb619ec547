package mnist.insight;

import java.util.List;

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
}
