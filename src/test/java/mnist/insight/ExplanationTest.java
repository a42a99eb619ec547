package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mnist.data.RandomStream;
import mnist.data.Range;
import mnist.nn.Activation;
import mnist.nn.Architecture;
import mnist.nn.Cost;
import mnist.nn.Initializer;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Parameters;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Wishes of the network of {@code HandWorkedNetworkTest}, in whose comment the numbers can be followed, and of a larger one. */
class ExplanationTest {
    private static MeanCost handWorked() {
        Architecture architecture = new Architecture(List.of(2, 2, 1), List.of(Activation.SIGMOID, Activation.SIGMOID));
        Network network = new Network(Parameters.zeros(architecture, DataType.DOUBLE));
        double[] parameters = {1, -1, 2, 1, -1, 1, 2, -2, 0};
        for (int i = 0; i < parameters.length; i++) {
            network.parameters().vector().putScalar(0, i, parameters[i]);
        }
        INDArray image = Nd4j.create(new double[] {1, 0}, new long[] {2, 1}, 'f');
        return new MeanCost(
                network, new Objective(Cost.HALF_SQUARED_ERROR, Activation.SIGMOID), Matrix.of(image), new int[] {0});
    }

    @Test
    void wishesOfTheHandWorkedNetwork() {
        Explanation explanation = Explainer.explain(handWorked(), new Explanation.Options(2, -1, 9, 1));
        assertEquals(1 / 8.0, explanation.cost());
        // -delta^2 = 1/8; W^2 = (2, -2), so that a^1 is wished up by 1/4 and down by 1/4; sigma' = 1/4.
        assertArrayEquals(new double[] {1 / 8.0}, explanation.layers().get(1).inputWishes());
        assertArrayEquals(
                new double[] {1 / 4.0, -1 / 4.0}, explanation.layers().get(0).activationWishes());
        assertArrayEquals(
                new double[] {1 / 16.0, -1 / 16.0}, explanation.layers().get(0).inputWishes());
        // 1 * 1/16 + -1 * -1/16 and 2 * 1/16 + 1 * -1/16.
        assertArrayEquals(new double[] {1 / 8.0, 1 / 16.0}, explanation.pixelWishes());
    }

    @Test
    void leversOfTheHandWorkedNetwork() {
        Explanation.Levers levers = Explainer.explain(handWorked(), new Explanation.Options(2, 0, 9, 1))
                .levers();
        assertEquals(1 / 8.0, levers.biasWish());
        assertEquals(
                new Explanation.Lever(0, 0.5, 2, 1 / 16.0, 1 / 4.0),
                levers.inputs().get(0));
        assertEquals(
                new Explanation.Lever(1, 0.5, -2, 1 / 16.0, -1 / 4.0),
                levers.inputs().get(1));
    }

    @Test
    void stepIsPredictedToFirstOrderAndReallyTakesWhatItTakes() {
        MeanCost cost = handWorked();
        List<Explanation.Step> steps =
                Explainer.explain(cost, new Explanation.Options(2, 0, 9, 1)).steps();
        // |grad C|^2 = 4/256 of W^1 and b^1 with two numbers of 1/16 each, 2/256 of W^2, 4/256 of b^2.
        assertEquals(10 / 256.0, steps.get(0).predicted(), 1e-15);
        // The cost after the step is worked out in HandWorkedNetworkTest.
        assertEquals(1 / 8.0 - 0.0892718, steps.get(0).real(), 1e-6);
        Explanation.Step smallest = steps.get(2);
        assertEquals(1, smallest.real() / smallest.predicted(), 2e-3);
        // The network is as it was.
        assertEquals(1 / 8.0, cost.cost());
    }

    @Test
    void partsSumToTheTrueGradient() {
        MeanCost batch = larger();
        MeanCost first =
                new MeanCost(batch.network(), batch.objective(), batch.images().columns(new Range(0, 1)), new int[] {
                    batch.labels()[0]
                });
        Parameters gradient = first.gradient();
        for (int l = 1; l <= 3; l++) {
            int before = batch.network().architecture().size(l - 1);
            double[] wishes = new double[before];
            for (int j = 0; j < batch.network().architecture().size(l); j++) {
                Explanation.Levers levers = Explainer.explain(batch, new Explanation.Options(l, j, 1, 1))
                        .levers();
                assertEquals(-gradient.biases(l).getDouble(j, 0), levers.biasWish(), 1e-15);
                for (Explanation.Lever lever : levers.inputs()) {
                    assertEquals(-gradient.weights(l).getDouble(j, lever.input()), lever.weightWish(), 1e-15);
                    wishes[lever.input()] += lever.activationWish();
                }
            }
            Explanation whole = Explainer.explain(batch, new Explanation.Options(l, 0, 1, 1));
            double[] together =
                    l == 1 ? whole.pixelWishes() : whole.layers().get(l - 2).activationWishes();
            assertArrayEquals(wishes, together, 1e-14);
            for (int i = 0; l > 1 && i < before; i++) {
                double a = whole.layers().get(l - 2).activations()[i];
                assertEquals(wishes[i] * (1 - a * a), whole.layers().get(l - 2).inputWishes()[i], 1e-14);
            }
        }
    }

    @Test
    void averageOfTheTableIsTheNegativeGradientOfTheMeanCost() {
        MeanCost batch = larger();
        Parameters gradient = batch.gradient();
        Explanation.Table table = Explainer.explain(batch, new Explanation.Options(1, 0, 1_000, 0.5))
                .table();
        assertEquals(gradient.vector().length(), table.rows().size());
        double sum = 0;
        for (Explanation.Row row : table.rows()) {
            double average = (row.wishes()[0] + row.wishes()[1] + row.wishes()[2]) / 3;
            assertEquals(average, row.average(), 1e-15);
            assertEquals(0.5 * row.average(), row.step());
            sum += row.average();
        }
        assertEquals(-gradient.vector().sumNumber().doubleValue(), sum, 1e-12);
        assertTrue(Math.abs(table.rows().get(0).average())
                >= Math.abs(table.rows().get(1).average()));
        // By name: the row of a bias has the number of that bias.
        Explanation.Row bias = table.rows().stream()
                .filter(row -> row.parameter().equals("b^2[1]"))
                .findFirst()
                .orElseThrow();
        assertEquals(-gradient.biases(2).getDouble(1, 0), bias.average(), 1e-15);
        Explanation.Row weight = table.rows().stream()
                .filter(row -> row.parameter().equals("W^1[2, 3]"))
                .findFirst()
                .orElseThrow();
        assertEquals(-gradient.weights(1).getDouble(2, 3), weight.average(), 1e-15);
    }

    /** 5-4-3-3, tanh and softmax, three examples. */
    private static MeanCost larger() {
        Architecture architecture =
                new Architecture(List.of(5, 4, 3, 3), List.of(Activation.TANH, Activation.TANH, Activation.SOFTMAX));
        RandomStream random = new RandomStream(5, "images", 0);
        INDArray images = Nd4j.create(DataType.DOUBLE, new long[] {5, 3}, 'f');
        for (int i = 0; i < 15; i++) {
            images.putScalar(i % 5, i / 5, random.nextDouble());
        }
        return new MeanCost(
                Network.initialize(architecture, Initializer.XAVIER, 4, DataType.DOUBLE),
                new Objective(Cost.CROSS_ENTROPY, Activation.SOFTMAX),
                Matrix.of(images),
                new int[] {2, 0, 1});
    }
}
