package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mnist.data.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class BackwardPassTest {
    private static final int EXAMPLES = 4;

    /** A network to differentiate. */
    record Case(Activation hidden, Activation output, Cost cost, Integer... sizes) {
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
                        if (hidden.canBeHidden()
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
        Matrix images = TestNetworks.images(5, EXAMPLES, DataType.DOUBLE);
        int[] labels = TestNetworks.labels(3, EXAMPLES);
        ForwardPass whole = new ForwardPass(network, EXAMPLES);
        whole.run(images);
        Parameters expected = new BackwardPass(whole, objective, EXAMPLES).gradient(labels);

        // Pixels 0-1 and 2-4; two examples at once, each of them with a pass of its own.
        List<Range> pixels = List.of(new Range(0, 2), new Range(2, 5));
        Parameters sum = Parameters.zeros(architecture, DataType.DOUBLE);
        ForwardPass forward = new ForwardPass(network, 1);
        BackwardPass backward = new BackwardPass(forward, objective, 1);
        for (int slice = 0; slice < EXAMPLES; slice += 2) {
            List<Matrix> parts = new ArrayList<>();
            List<Matrix> products = new ArrayList<>();
            for (Range range : pixels) {
                INDArray part = images.copy().get(interval(range.from(), range.to()), interval(slice, slice + 2));
                parts.add(Matrix.of(part.dup('f')));
                products.add(Matrix.zeros(DataType.DOUBLE, 4, 2));
                products.get(products.size() - 1)
                        .setProduct(network.parameters().w(1).columns(range), parts.get(parts.size() - 1));
            }
            Matrix delta1 = Matrix.zeros(DataType.DOUBLE, 4, 2);
            for (int x = 0; x < 2; x++) {
                forward.run(products, x, 1);
                backward.run(new int[] {labels[slice + x]}, EXAMPLES, BackwardPass.into(sum, 1));
                delta1.setColumns(x, backward.delta1());
            }
            for (int p = 0; p < 2; p++) {
                Matrix target = sum.w(1).columns(pixels.get(p));
                target.accumulateProduct(1, 1.0 / EXAMPLES, delta1, parts.get(p).transposed());
            }
        }
        assertArrayEquals(values(expected), values(sum), 1e-15);
    }

    @Test
    void aRunFromProductsHasNoWholeGradient() {
        Architecture architecture = TestNetworks.architecture(Activation.TANH, Activation.SOFTMAX, 5, 3);
        Network network = Network.initialize(architecture, Initializer.XAVIER, 1, DataType.DOUBLE);
        ForwardPass forward = new ForwardPass(network, 1);
        forward.run(List.of(Matrix.zeros(DataType.DOUBLE, 3, 1)), 0, 1);
        Objective objective = new Objective(Cost.CROSS_ENTROPY, Activation.SOFTMAX);
        BackwardPass backward = new BackwardPass(forward, objective, 1);
        assertThrows(IllegalStateException.class, () -> backward.gradient(new int[] {0}));
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
        Matrix image = Matrix.zeros(DataType.DOUBLE, 2, 1);
        image.overwrite()[0] = 0.5;
        image.overwrite()[1] = 2;
        forward.run(image);
        assertEquals(Math.log(4), forward.costSum(objective, new int[] {2}), 1e-15);
        Parameters gradient = new BackwardPass(forward, objective, 1).gradient(new int[] {2});
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
            Matrix images = TestNetworks.images(5, EXAMPLES, DataType.DOUBLE);
            int[] labels = TestNetworks.labels(3, EXAMPLES);
            forward.run(images);
            gradient = new BackwardPass(forward, objective, EXAMPLES).gradient(labels);
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
