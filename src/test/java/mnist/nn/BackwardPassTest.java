package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mnist.data.PixelRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class BackwardPassTest {
    private static final int EXAMPLES = 4;

    /** A network to differentiate. */
    record Case(Activation hidden, Activation output, Cost cost, Integer[] sizes) {
        @Override
        public String toString() {
            return hidden.label() + " " + output.label() + " " + cost.label() + " " + List.of(sizes);
        }
    }

    static Stream<Case> everyActivationCostAndDepth() {
        List<Case> cases = new ArrayList<>();
        List<Integer[]> depths = List.of(new Integer[] {5, 3}, new Integer[] {5, 4, 3}, new Integer[] {5, 4, 6, 4, 3});
        for (Integer[] sizes : depths) {
            for (Activation hidden : Activation.values()) {
                for (Activation output : Activation.values()) {
                    for (Cost cost : Cost.values()) {
                        if (hidden.isElementwise()
                                && Objective.refusal(cost, output).isEmpty()) {
                            cases.add(new Case(hidden, output, cost, sizes));
                        }
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("everyActivationCostAndDepth")
    void gradientAgreesWithFiniteDifferences(Case c) {
        double error = new Setup(c).error(1);
        assertTrue(error < 1e-6, () -> "relative error " + error);
    }

    @ParameterizedTest
    @MethodSource("everyActivationCostAndDepth")
    void aFirstLayerThatIsWrongByAThousandthIsFound(Case c) {
        assertTrue(new Setup(c).error(1.001) > 1e-4);
    }

    @Test
    void dividedByPixelsExamplesAndSlicesItIsTheSameGradient() {
        Architecture architecture = TestNetworks.architecture(Activation.TANH, Activation.SOFTMAX, 5, 4, 3);
        Network network = Network.initialize(architecture, Initializer.XAVIER, 1, DataType.DOUBLE);
        Objective objective = new Objective(Cost.CROSS_ENTROPY, Activation.SOFTMAX);
        INDArray images = TestNetworks.images(5, EXAMPLES, DataType.DOUBLE);
        int[] labels = TestNetworks.labels(3, EXAMPLES);
        ForwardPass whole = new ForwardPass(network, EXAMPLES);
        whole.run(images, EXAMPLES);
        Parameters expected = new BackwardPass(whole, objective, EXAMPLES).run(labels);

        // Two slices of two examples, each of them with a pass of its own; pixels in units of 1/8.
        FirstLayer first = new FirstLayer(network, List.of(new PixelRange(0, 2), new PixelRange(2, 5)), 2);
        List<ForwardPass> forward = List.of(new ForwardPass(first, 0, 1), new ForwardPass(first, 1, 1));
        List<BackwardPass> backward = List.of(
                new BackwardPass(forward.get(0), objective, 0, 1), new BackwardPass(forward.get(1), objective, 1, 1));
        INDArray eighths = images.mul(8);
        for (int slice = 0; slice < EXAMPLES; slice += 2) {
            for (int part = 0; part < 2; part++) {
                INDArray pixels = part == 0 ? eighths.get(interval(0, 2), all()) : eighths.get(interval(2, 5), all());
                first.parts()
                        .get(part)
                        .multiply(pixels.get(all(), interval(slice, slice + 2)).dup('f'), 1 / 8.0, 2);
            }
            for (int x = 0; x < 2; x++) {
                forward.get(x).run(1);
                backward.get(x).addGradient(new int[] {labels[slice + x]}, slice == 0, 1.0 / EXAMPLES);
            }
            for (InputPart part : first.parts()) {
                part.addGradient(slice == 0, 1.0 / EXAMPLES);
            }
        }
        double[] start = values(network.parameters());
        first.parts().forEach(part -> part.step(1));
        for (BackwardPass pass : backward) {
            network.parameters().addHalfOfRest(0, 1, pass.gradient());
            network.parameters().addHalfOfRest(1, 1, pass.gradient());
        }
        double[] end = values(network.parameters());
        double[] gradient = values(expected);
        for (int i = 0; i < gradient.length; i++) {
            assertEquals(start[i] + gradient[i], end[i], 1e-12);
        }
    }

    private static double[] values(Parameters parameters) {
        return parameters.vector().dup('c').data().asDouble();
    }

    @Test
    void softmaxWithNegativeLogLikelihoodGivesTheFormulasOfTheSlides() {
        // S2: dL/dw_kl = (o_k - y_k) h_l and dL/db_k = o_k - y_k. With zero weights every o_k is 1/4.
        Architecture architecture = TestNetworks.architecture(Activation.SIGMOID, Activation.SOFTMAX, 2, 4);
        Network network = new Network(Parameters.zeros(architecture, DataType.DOUBLE));
        ForwardPass forward = new ForwardPass(network, 1);
        Objective objective = new Objective(Cost.CROSS_ENTROPY, Activation.SOFTMAX);
        INDArray image = TestNetworks.images(2, 1, DataType.DOUBLE);
        image.putScalar(0, 0, 0.5);
        image.putScalar(1, 0, 2);
        forward.run(image, 1);
        assertEquals(Math.log(4), forward.costSum(objective, new int[] {2}), 1e-15);
        Parameters gradient = new BackwardPass(forward, objective, 1).run(new int[] {2});
        // W column by column, then b.
        double[] expected = {0.125, 0.125, -0.375, 0.125, 0.5, 0.5, -1.5, 0.5, 0.25, 0.25, -0.75, 0.25};
        assertArrayEquals(expected, values(gradient), 1e-15);
    }

    /** A random network with its gradient. */
    private static final class Setup {
        private final GradientCheck check;
        private final Parameters gradient;

        Setup(Case c) {
            Architecture architecture = TestNetworks.architecture(c.hidden(), c.output(), c.sizes());
            Network network = Network.initialize(architecture, Initializer.XAVIER, 3, DataType.DOUBLE);
            Objective objective = new Objective(c.cost(), c.output());
            ForwardPass forward = new ForwardPass(network, EXAMPLES);
            INDArray images = TestNetworks.images(5, EXAMPLES, DataType.DOUBLE);
            int[] labels = TestNetworks.labels(3, EXAMPLES);
            forward.run(images, EXAMPLES);
            gradient = new BackwardPass(forward, objective, EXAMPLES).run(labels);
            check = new GradientCheck(forward, objective, images, labels);
        }

        /** The relative error after the first layer's weights were multiplied by a factor. */
        double error(double factor) {
            Parameters bent = gradient.copy();
            bent.weights(1).muli(factor);
            bent.biases(1).muli(factor);
            return check.relativeError(bent);
        }
    }
}
