package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    void slicesAddUpToTheGradientOfTheWholeMinibatch() {
        Architecture architecture = TestNetworks.architecture(Activation.TANH, Activation.SOFTMAX, 5, 4, 3);
        Network network = Network.initialize(architecture, Initializer.XAVIER, 1, DataType.DOUBLE);
        Objective objective = new Objective(Cost.CROSS_ENTROPY, Activation.SOFTMAX);
        INDArray images = TestNetworks.images(5, EXAMPLES, DataType.DOUBLE);
        int[] labels = TestNetworks.labels(3, EXAMPLES);
        ForwardPass forward = new ForwardPass(network, EXAMPLES);
        BackwardPass backward = new BackwardPass(forward, objective, EXAMPLES);
        forward.run(images, EXAMPLES);
        double[] whole = backward.run(labels).vector().dup('c').data().asDouble();

        backward.reset();
        for (int x = 0; x < EXAMPLES; x++) {
            INDArray image = images.getColumn(x, true).dup('f');
            forward.run(image, 1);
            backward.add(new int[] {labels[x]}, 1.0 / EXAMPLES);
        }
        assertArrayEquals(whole, backward.gradient().vector().dup('c').data().asDouble(), 1e-12);
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
        double[] expected = {0.125, 0.5, 0.125, 0.5, -0.375, -1.5, 0.125, 0.5, 0.25, 0.25, -0.75, 0.25};
        assertArrayEquals(expected, gradient.vector().dup('c').data().asDouble(), 1e-15);
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
