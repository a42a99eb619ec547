package mnist.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import mnist.data.Augmentation.Elastic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticFieldTest {
    /** e^0, e^-1/2, e^-2 and e^-9/2, divided by 1 + 2 (0.60653 + 0.13534 + 0.01111) = 2.50596. */
    @Test
    void weightsAreThoseOfAGaussian() {
        assertArrayEquals(new float[] {0.39905f, 0.24204f, 0.05401f, 0.00443f}, ElasticField.gaussian(1), 0.000_01f);
    }

    /** The two passes of the field are the one sum over both distances. */
    @ParameterizedTest
    @CsvSource({"7, 9, 34, 2", "5, 5, 1, 4", "1, 6, 3, 0.5", "28, 28, 34, 4"})
    void aDisplacementIsTheSmoothedNoise(int rows, int columns, double alpha, double sigma) {
        float[] field = new float[rows * columns];
        new ElasticField(rows, columns, new Elastic(alpha, sigma)).draw(new RandomStream(3, "noise", 0), field);
        RandomStream same = new RandomStream(3, "noise", 0);
        double[][] noise = new double[rows][columns];
        for (double[] row : noise) {
            for (int column = 0; column < columns; column++) {
                row[column] = 2 * same.nextDouble() - 1;
            }
        }
        float[] g = ElasticField.gaussian(sigma);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double sum = 0;
                for (int r = 0; r < rows; r++) {
                    for (int c = 0; c < columns; c++) {
                        sum += weight(g, r - row) * weight(g, c - column) * noise[r][c];
                    }
                }
                assertEquals(alpha * sum, field[row * columns + column], alpha * 1e-6);
            }
        }
    }

    private static double weight(float[] gaussian, int distance) {
        return Math.abs(distance) < gaussian.length ? gaussian[Math.abs(distance)] : 0;
    }
}
