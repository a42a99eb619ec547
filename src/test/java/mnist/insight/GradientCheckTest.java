package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mnist.data.RandomStream;
import mnist.nn.Activation;
import mnist.nn.Architecture;
import mnist.nn.Cost;
import mnist.nn.Initializer;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A check is worth what it catches. */
class GradientCheckTest {
    private static final double TOLERANCE = 1e-6;

    /** 6-4-4-4 with five examples: layers 2 and 3 have one shape. */
    private static MeanCost problem(Activation hidden, Initializer initializer) {
        Architecture architecture = new Architecture(List.of(6, 4, 4, 4), List.of(hidden, hidden, Activation.SIGMOID));
        RandomStream random = new RandomStream(5, "images", 0);
        INDArray images = Nd4j.create(DataType.DOUBLE, new long[] {6, 5}, 'f');
        for (int i = 0; i < 30; i++) {
            images.putScalar(i % 6, i / 6, random.nextDouble());
        }
        return new MeanCost(
                Network.initialize(architecture, initializer, 4, DataType.DOUBLE),
                new Objective(Cost.SQUARED_ERROR, Activation.SIGMOID),
                Matrix.of(images),
                new int[] {0, 1, 2, 3, 1});
    }

    @Test
    void rightGradientsPass() {
        MeanCost problem = problem(Activation.SIGMOID, Initializer.XAVIER);
        double[] before = problem.network().parameters().vector().dup().data().asDouble();
        GradientCheck.Result ours = GradientCheck.run(problem, MeanCost::gradient, 100, TOLERANCE);
        assertTrue(ours.passed(), ours.toString());
        assertTrue(GradientCheck.run(problem, PlainBackpropagation.RIGHT, 100, TOLERANCE)
                .passed());
        assertTrue(ours.layers().stream().allMatch(layer -> layer.largestError() < 1e-8), ours.toString());
        assertEquals(
                24 + 4 + 16 + 4 + 16 + 4,
                ours.layers().stream()
                        .mapToInt(GradientCheck.LayerResult::checked)
                        .sum());
        // The network is as it was.
        assertArrayEquals(
                before, problem.network().parameters().vector().dup().data().asDouble());
    }

    @ParameterizedTest
    @EnumSource(value = PlainBackpropagation.class, mode = EnumSource.Mode.EXCLUDE, names = "RIGHT")
    void classicMistakesAreCaught(PlainBackpropagation mistake) {
        GradientCheck.Result result =
                GradientCheck.run(problem(Activation.SIGMOID, Initializer.XAVIER), mistake, 100, TOLERANCE);
        assertFalse(result.passed(), mistake.toString());
    }

    @Test
    void mistakeOutsideTheSampleIsCaughtByTheDirections() {
        GradientCheck.Result result = GradientCheck.run(
                problem(Activation.SIGMOID, Initializer.XAVIER),
                problem -> {
                    Parameters bent = problem.gradient();
                    bent.vector().muli(1.01);
                    return bent;
                },
                1,
                TOLERANCE);
        assertTrue(result.directions().stream().allMatch(direction -> direction.error() > 1e-3), result.toString());
    }

    @Test
    void alongTheGradientTheDerivativeIsItsLength() {
        MeanCost problem = problem(Activation.SIGMOID, Initializer.XAVIER);
        GradientCheck.DirectionResult along = GradientCheck.run(problem, MeanCost::gradient, 1, TOLERANCE)
                .directions()
                .get(0);
        double length = problem.gradient().vector().norm2Number().doubleValue();
        assertEquals(length, along.difference(), 1e-9);
        assertEquals(length, along.gradient(), 1e-12);
    }

    @Test
    void gradientThatIsNoNumberIsCaught() {
        GradientCheck.Result result = GradientCheck.run(
                problem(Activation.SIGMOID, Initializer.XAVIER),
                problem -> {
                    Parameters bent = problem.gradient();
                    bent.weights(1).putScalar(0, 0, Double.NaN);
                    return bent;
                },
                100,
                TOLERANCE);
        assertFalse(result.passed());
        assertEquals("W^1[0, 0]", result.layers().get(0).worst());
    }

    @Test
    void reluIsCheckedOnItsSmoothPieces() {
        GradientCheck.Result result =
                GradientCheck.run(problem(Activation.RELU, Initializer.HE), MeanCost::gradient, 100, TOLERANCE);
        assertTrue(result.passed(), result.toString());
    }

    /** With a start of zeros every relu has z = 0 exactly; a central difference there is half of the slope on one side. */
    @Test
    void kinkIsRecognisedAndNotTakenForAMistake() {
        MeanCost problem = problem(Activation.RELU, Initializer.HE);
        problem.network().weights(1).muli(0);
        GradientCheck.Result result = GradientCheck.run(problem, MeanCost::gradient, 100, TOLERANCE);
        assertEquals(24, result.layers().get(0).atKinks(), result.toString());
        assertEquals(4, result.layers().get(1).atKinks());
        assertEquals(0, result.layers().get(0).checked());
        // What cannot be checked has not passed.
        assertFalse(result.passed());
    }

    @Test
    void derivativeOfAKnownFunctionIsExact() {
        NumericalDerivative derivative = NumericalDerivative.of(t -> Math.exp(3 * t) + 100, 0.1);
        assertEquals(3, derivative.value(), 1e-9);
        assertTrue(Math.abs(3 - derivative.value()) <= 10 * derivative.error() + 1e-13);
    }
}
