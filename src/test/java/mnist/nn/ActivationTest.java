package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

class ActivationTest {
    @ParameterizedTest
    @CsvSource({
        "SIGMOID, 0, 0.5",
        "SIGMOID, 2, 0.8807970779778823",
        "SIGMOID, -1000, 0",
        "SIGMOID, 1000, 1",
        "TANH, 0.5, 0.46211715726000973",
        "TANH, 1000, 1",
        "RELU, -3, 0",
        "RELU, 3, 3",
        "RELU, 1000, 1000",
        "SOFTPLUS, 0, 0.6931471805599453",
        "SOFTPLUS, 1000, 1000",
        "SOFTPLUS, -1000, 0",
        "GELU, 0, 0",
        "GELU, 1, 0.8413447460685429",
        "GELU, -2, -0.04550026389635842",
        "GELU, 1000, 1000",
        "GELU, -1000, 0",
        "IDENTITY, -7, -7",
        "STEP, 0, 1",
        "STEP, -1e-300, 0",
        "STEP, 1000, 1",
    })
    void valueIsTheTextbooks(Activation activation, double z, double expected) {
        Matrix a = column(0, 0);
        activation.apply(column(z, z), a);
        assertEquals(expected, a.read()[1], 1e-15);
    }

    @Test
    void softmaxOfLogarithmsIsTheirShare() {
        Matrix a = column(0, 0, 0);
        Activation.SOFTMAX.apply(column(Math.log(1), Math.log(2), Math.log(5)), a);
        assertEquals(0.125, a.read()[0], 1e-15);
        assertEquals(0.25, a.read()[1], 1e-15);
        assertEquals(0.625, a.read()[2], 1e-15);
    }

    @Test
    void softmaxOfLargeWeightedInputsIsThatOfTheirDifferences() {
        Matrix a = column(0, 0, 0);
        Activation.SOFTMAX.apply(column(1000 + Math.log(1), 1000 + Math.log(2), 1000 + Math.log(5)), a);
        assertEquals(0.125, a.read()[0], 1e-12);
        assertEquals(0.625, a.read()[2], 1e-12);
    }

    @ParameterizedTest
    @EnumSource
    void weightedInputsOfAThousandGiveFiniteValuesAndSlopes(Activation activation) {
        Matrix z = column(-1000, 0, 1000);
        Matrix a = column(0, 0, 0);
        Matrix delta = column(1, 1, 1);
        activation.apply(z, a);
        activation.backward(z, a, delta);
        assertTrue(a.isFinite() && delta.isFinite());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SOFTMAX", "STEP"},
            mode = EnumSource.Mode.EXCLUDE)
    void slopeAndSecondDerivativeAreThoseOfDifferences(Activation activation) {
        double h = 1e-4;
        for (double at : new double[] {-5, -1.5, -0.3, 0.2, 1, 4}) {
            Matrix z = column(at - h, at, at + h);
            Matrix a = column(0, 0, 0);
            activation.apply(z, a);
            double[] f = a.read();
            Matrix slope = column(1, 1, 1);
            activation.backward(z, a, slope);
            assertEquals((f[2] - f[0]) / (2 * h), slope.read()[1], 1e-7, "slope at " + at);
            Matrix bend = column(0, 0, 0);
            activation.addSecondOrder(new Tangent(z, a, column(1, 1, 1), slope), column(1, 1, 1), bend);
            assertEquals((slope.read()[2] - slope.read()[0]) / (2 * h), bend.read()[1], 1e-7, "bend at " + at);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSteepestSlopeIsNowhereSurpassedAndReached(Activation activation) {
        double steepest = 0;
        for (double at = -10; at <= 10; at += 0.001) {
            Matrix z = column(at, 0);
            Matrix a = column(0, 0);
            activation.apply(z, a);
            steepest = Math.max(steepest, activation.steepness(at, a.read()[0]));
        }
        boolean hasNone = activation == Activation.SOFTMAX || activation == Activation.STEP;
        assertEquals(hasNone ? Double.NaN : 1, steepest, 1e-4);
    }

    /** Far out a curve with bounds changes no more, and one without them has gone far. */
    @ParameterizedTest
    @EnumSource
    void boundsAreThoseOfTheValues(Activation activation) {
        Matrix a = column(0, 0);
        activation.apply(column(-1e6, 1e6), a);
        assertEquals(activation.isBounded(), Math.abs(a.read()[1]) <= 1);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SOFTMAX", "STEP"},
            mode = EnumSource.Mode.EXCLUDE)
    void aKinkIsWhereTheSlopeJumpsAtZero(Activation activation) {
        Matrix z = column(-1e-9, 1e-9);
        Matrix a = column(0, 0);
        Matrix slope = column(1, 1);
        activation.apply(z, a);
        activation.backward(z, a, slope);
        assertEquals(activation.hasKink(), Math.abs(slope.read()[1] - slope.read()[0]) > 1e-6);
    }

    @Test
    void geluAtZeroHasSlopeOneHalf() {
        Matrix slope = column(1);
        Activation.GELU.backward(column(0), column(0), slope);
        assertEquals(0.5, slope.read()[0]);
    }

    @Test
    void notANumberIsNotHidden() {
        for (Activation activation : Activation.values()) {
            Matrix a = column(0, 0);
            activation.apply(column(Double.NaN, 1), a);
            assertTrue(Double.isNaN(a.read()[0]), activation.label());
        }
    }

    static Matrix column(double... values) {
        Matrix matrix = Matrix.zeros(DataType.DOUBLE, values.length, 1);
        System.arraycopy(values, 0, matrix.overwrite(), 0, values.length);
        return matrix;
    }
}
