package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import mnist.data.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class MatrixTest {
    /** Makes a matrix of numbers given column after column. */
    private static Matrix matrix(DataType type, int rows, double... numbers) {
        Matrix matrix = Matrix.zeros(type, rows, numbers.length / rows);
        System.arraycopy(numbers, 0, matrix.overwrite(), 0, numbers.length);
        return matrix;
    }

    private static double[] values(Matrix matrix) {
        return Arrays.copyOf(matrix.read(), matrix.size());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void productsAreThoseOfTheDefinition(DataType type) {
        // P = (1 3 5)   Q = (1 0)   P Q = (1+6+15  5) = (22 5)      P^T P Q is taken as P^T (P Q)
        //     (2 4 6)       (2 0)         (2+8+18  6)   (28 6)
        //                   (3 1)
        Matrix p = matrix(type, 2, 1, 2, 3, 4, 5, 6);
        Matrix q = matrix(type, 3, 1, 2, 3, 0, 0, 1);
        Matrix product = Matrix.zeros(type, 2, 2);
        product.setProduct(p, q);
        assertArrayEquals(new double[] {22, 28, 5, 6}, values(product));
        Matrix back = Matrix.zeros(type, 3, 2);
        back.setProduct(p.transposed(), product);
        assertArrayEquals(new double[] {78, 178, 278, 17, 39, 61}, values(back));
        product.accumulateProduct(0.5, 2, p, q);
        assertArrayEquals(new double[] {55, 70, 12.5, 15}, values(product));
    }

    @Test
    void outerProductsUseATransposeOnTheRight() {
        Matrix delta = matrix(DataType.FLOAT, 2, 1, 2);
        Matrix a = matrix(DataType.FLOAT, 3, 3, 4, 5);
        Matrix gradient = Matrix.zeros(DataType.FLOAT, 2, 3);
        gradient.accumulateProduct(0, 1, delta, a.transposed());
        assertArrayEquals(new double[] {3, 6, 4, 8, 5, 10}, values(gradient));
    }

    @Test
    void shapesThatDoNotFitAreRejectedBeforeAnyMemoryIsTouched() {
        Matrix three = matrix(DataType.FLOAT, 1, 1, 2, 3);
        Matrix two = matrix(DataType.FLOAT, 1, 1, 2);
        assertThrows(IllegalArgumentException.class, () -> three.setProduct(three, two));
        assertThrows(IllegalArgumentException.class, () -> two.accumulate(1, 1, three));
        assertThrows(IllegalArgumentException.class, () -> Columns.add(two, three));
        assertThrows(IllegalArgumentException.class, () -> two.setColumns(1, two));
        assertThrows(IllegalArgumentException.class, () -> three.columns(new Range(2, 4)));
        assertThrows(IllegalArgumentException.class, () -> three.resize(4));
        assertThrows(
                IllegalArgumentException.class,
                () -> Columns.accumulateSum(0, 1, matrix(DataType.FLOAT, 2, 1, 2), three));
    }

    @Test
    void anArrayWithGapsOrRowByRowIsRejected() {
        INDArray array = Nd4j.create(DataType.FLOAT, new long[] {4, 4}, 'f');
        INDArray rows = array.get(NDArrayIndex.interval(0, 2), NDArrayIndex.all());
        assertThrows(IllegalArgumentException.class, () -> Matrix.of(rows));
        assertThrows(IllegalArgumentException.class, () -> Matrix.of(Nd4j.create(DataType.FLOAT, 4, 4)));
        assertEquals(
                2,
                Matrix.of(array.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3)))
                        .columns());
    }

    @Test
    void whatIsDoneToElementsReachesProductsAndBack() {
        Matrix a = matrix(DataType.FLOAT, 1, 1, 2);
        a.modify()[1] = 5;
        Matrix double2 = Matrix.zeros(DataType.FLOAT, 1, 2);
        double2.setProduct(matrix(DataType.FLOAT, 1, 2), a);
        double2.modify()[0] += 1;
        Matrix twice = Matrix.zeros(DataType.FLOAT, 1, 2);
        twice.setProduct(matrix(DataType.FLOAT, 1, 1), double2);
        assertArrayEquals(new double[] {3, 10}, values(twice));
        assertArrayEquals(new double[] {3, 10}, twice.copy().data().asDouble());
    }

    @Test
    void matricesInTheSameMemoryAlwaysSeeTheNewestNumbers() {
        Matrix whole = matrix(DataType.FLOAT, 2, 1, 2, 3, 4, 5, 6);
        Matrix right = whole.columns(new Range(1, 3));
        assertArrayEquals(new double[] {3, 4, 5, 6}, values(right));
        right.accumulate(1, 10, matrix(DataType.FLOAT, 2, 1, 1, 2, 2));
        assertArrayEquals(new double[] {1, 2, 13, 14, 25, 26}, values(whole));
        whole.accumulate(0, 1, matrix(DataType.FLOAT, 2, 6, 5, 4, 3, 2, 1));
        assertArrayEquals(new double[] {4, 3, 2, 1}, values(right));
        assertThrows(IllegalStateException.class, right::overwrite);
        assertThrows(IllegalStateException.class, whole::modify);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void sumsScaleWhatWasThereAndForgetItWithZero(DataType type) {
        Matrix sum = matrix(type, 1, Double.NaN, Double.POSITIVE_INFINITY);
        sum.accumulate(0, 2, matrix(type, 1, 3, 4));
        assertArrayEquals(new double[] {6, 8}, values(sum));
        sum.accumulate(0.5, -1, matrix(type, 1, 1, 1));
        assertArrayEquals(new double[] {2, 3}, values(sum));
        Matrix column = matrix(type, 2, Double.NaN, 1);
        Columns.accumulateSum(0, 2, matrix(type, 2, 1, 2, 3, 4), column);
        assertArrayEquals(new double[] {8, 12}, values(column));
        Columns.accumulateSum(1, 1, matrix(type, 2, 1, 2, 3, 4), column);
        assertArrayEquals(new double[] {12, 18}, values(column));
    }

    @Test
    void columnsAreAddedAndSetAtTheirPlace() {
        Matrix terms = matrix(DataType.FLOAT, 1, 1, 2, 3);
        Matrix sum = Matrix.zeros(DataType.FLOAT, 1, 2);
        Columns.setSum(sum, List.of(terms, matrix(DataType.FLOAT, 1, 10, 20, 30)), 1);
        assertArrayEquals(new double[] {22, 33}, values(sum));
        Columns.add(sum, matrix(DataType.FLOAT, 1, 100));
        terms.setColumns(1, sum);
        assertArrayEquals(new double[] {1, 122, 133}, values(terms));
    }

    @Test
    void aSmallerMatrixIsItsFirstColumns() {
        Matrix matrix = matrix(DataType.FLOAT, 2, 1, 2, 3, 4);
        matrix.resize(1);
        assertArrayEquals(new double[] {1, 2}, values(matrix));
        matrix.resize(2);
        assertArrayEquals(new double[] {1, 2, 3, 4}, values(matrix));
    }

    @Test
    void oneNumberThatIsNotFiniteIsFound() {
        assertTrue(matrix(DataType.FLOAT, 1, 1, 2).isFinite());
        assertFalse(matrix(DataType.FLOAT, 1, 1, Double.NaN).isFinite());
        assertFalse(matrix(DataType.DOUBLE, 1, Double.NEGATIVE_INFINITY, 1).isFinite());
    }
}
