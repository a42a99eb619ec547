package mnist.data;

import java.util.Arrays;

/**
 * The elastic displacements of an image's pixels, drawn anew for each image (Simard 2003).
 *
 * <pre>{@code
 * u_i   uniform in (-1, 1), independent for each pixel i and each of the two directions
 * d = alpha * G u                 G: a Gaussian of deviation sigma pixels, cut off at 3 sigma; outside the image u = 0
 * }</pre>
 */
final class ElasticField {
    private static final int DEVIATIONS = 3;

    private final int rows;
    private final int columns;
    private final float alpha;
    /** Of the distances 0, 1, 2, … on either side. */
    private final float[] kernel;

    private final float[] noise;
    private final float[] smooth;

    ElasticField(int rows, int columns, Augmentation.Elastic elastic) {
        this.rows = rows;
        this.columns = columns;
        alpha = (float) elastic.alpha();
        kernel = gaussian(elastic.sigma());
        noise = new float[rows * columns];
        smooth = new float[rows * columns];
    }

    /** Returns the weights of the distances 0, 1, 2, …; those of all distances on both sides have the sum 1. */
    static float[] gaussian(double sigma) {
        double[] weights = new double[(int) Math.ceil(DEVIATIONS * sigma) + 1];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = StrictMath.exp(-k * k / (2 * sigma * sigma));
            sum += k == 0 ? weights[k] : 2 * weights[k];
        }
        float[] kernel = new float[weights.length];
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = (float) (weights[k] / sum);
        }
        return kernel;
    }

    /**
     * Draws the displacements in one direction.
     *
     * @param field is set to the displacement of each pixel, in pixels, row by row
     */
    void draw(RandomStream random, float[] field) {
        for (int i = 0; i < noise.length; i++) {
            noise[i] = alpha * (float) (2 * random.nextDouble() - 1);
        }
        // Along the columns, then along the rows: each as sums of whole rows, which are long loops.
        addNeighbourRows(noise, smooth, columns);
        transpose(smooth, rows, columns, noise);
        addNeighbourRows(noise, smooth, rows);
        transpose(smooth, columns, rows, field);
    }

    private void addNeighbourRows(float[] from, float[] to, int width) {
        int size = from.length;
        Arrays.fill(to, 0);
        for (int k = 0; k < kernel.length && k * width < size; k++) {
            float weight = kernel[k];
            int distance = k * width;
            for (int i = 0; i < size - distance; i++) {
                to[i] += weight * from[i + distance];
            }
            for (int i = distance; k > 0 && i < size; i++) {
                to[i] += weight * from[i - distance];
            }
        }
    }

    private static void transpose(float[] from, int fromRows, int fromColumns, float[] to) {
        for (int row = 0; row < fromRows; row++) {
            for (int column = 0; column < fromColumns; column++) {
                to[column * fromRows + row] = from[row * fromColumns + column];
            }
        }
    }
}
