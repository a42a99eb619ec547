package mnist.data;

import java.util.Arrays;

/**
 * Distorts one image after another, as an {@link Augmentation} says. It has memory of its own, so each thread needs its own.
 *
 * <p>An image that is moved by whole pixels is copied. For any other distortion, each pixel p of the result takes the value of
 * the place q(p) where it came from, between the four pixels around that place (bilinear interpolation); outside the image is
 * background:
 *
 * <pre>{@code
 * q(p) = c + R (p - c - s) + d(p)      c: centre of the image, s: shift, R: rotation, d: elastic displacement
 * }</pre>
 */
public final class Distorter {
    private static final String STREAM = "augment";
    private static final int FRAME = 3;

    private final Dataset examples;
    private final Augmentation how;
    private final long seed;
    private final int rows;
    private final int columns;
    /** The image, with background around it: one pixel before, and two after. */
    private final float[] framed;

    private final ElasticField elastic;
    private final float[] down;
    private final float[] right;

    /** @param seed of the run */
    public Distorter(Dataset examples, Augmentation how, long seed) {
        this.examples = examples;
        this.how = how;
        this.seed = seed;
        rows = examples.rows();
        columns = examples.columns();
        framed = new float[(rows + FRAME) * (columns + FRAME)];
        elastic = new ElasticField(rows, columns, how.elastic());
        down = new float[examples.pixels()];
        right = new float[examples.pixels()];
    }

    /** Returns an example as an epoch sees it, one byte for each pixel, row by row. */
    public byte[] distorted(int epoch, int example) {
        byte[] target = new byte[examples.pixels()];
        distort(epoch, example, target, 0);
        return target;
    }

    /** Writes an example as an epoch sees it to a place of an array. */
    void distort(int epoch, int example, byte[] target, int to) {
        RandomStream random = new RandomStream(seed, STREAM, (long) epoch << Integer.SIZE | example);
        if (random.nextDouble() >= how.probability()) {
            examples.copyMoved(example, 0, target, to);
            return;
        }
        int moveDown = random.nextInt(2 * how.shift() + 1) - how.shift();
        int moveRight = random.nextInt(2 * how.shift() + 1) - how.shift();
        if (how.isShiftOnly()) {
            move(example, moveDown, moveRight, target, to);
        } else {
            double angle = StrictMath.toRadians((2 * random.nextDouble() - 1) * how.rotation());
            bend(random);
            frame(example);
            interpolate(moveDown, moveRight, angle, target, to);
        }
    }

    /** Moves the image as one piece of memory; what came round an edge becomes background. */
    private void move(int example, int moveDown, int moveRight, byte[] target, int to) {
        int size = rows * columns;
        if (Math.abs(moveDown) >= rows || Math.abs(moveRight) >= columns) {
            Arrays.fill(target, to, to + size, (byte) 0);
            return;
        }
        examples.copyMoved(example, moveDown * columns + moveRight, target, to);
        int edge = moveRight > 0 ? 0 : columns + moveRight;
        for (int row = to; row < to + size; row += columns) {
            for (int i = 0; i < Math.abs(moveRight); i++) {
                target[row + edge + i] = 0;
            }
        }
    }

    private void bend(RandomStream random) {
        if (how.elastic().alpha() > 0) {
            elastic.draw(random, down);
            elastic.draw(random, right);
        }
    }

    private void frame(int example) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                framed[(row + 1) * (columns + FRAME) + column + 1] = examples.pixel(example, row, column);
            }
        }
    }

    private void interpolate(int moveDown, int moveRight, double angle, byte[] target, int to) {
        float middleRow = (rows - 1) / 2f;
        float middleColumn = (columns - 1) / 2f;
        float cos = (float) StrictMath.cos(angle);
        float sin = (float) StrictMath.sin(angle);
        int i = 0;
        for (int row = 0; row < rows; row++) {
            float y = row - middleRow - moveDown;
            for (int column = 0; column < columns; column++, i++) {
                float x = column - middleColumn - moveRight;
                float fromRow = middleRow + cos * y - sin * x + down[i];
                float fromColumn = middleColumn + sin * y + cos * x + right[i];
                target[to + i] = (byte) (int) (valueAt(fromRow, fromColumn) + 0.5f);
            }
        }
    }

    /** Every place outside the frame is background as its edge is, and taken for a place on that. */
    private float valueAt(float row, float column) {
        float inRow = row < -1 ? 0 : row > rows ? rows + 1 : row + 1;
        float inColumn = column < -1 ? 0 : column > columns ? columns + 1 : column + 1;
        int above = (int) inRow;
        int left = (int) inColumn;
        float y = inRow - above;
        float x = inColumn - left;
        int width = columns + FRAME;
        int corner = above * width + left;
        float upper = (1 - x) * framed[corner] + x * framed[corner + 1];
        float lower = (1 - x) * framed[corner + width] + x * framed[corner + width + 1];
        return (1 - y) * upper + y * lower;
    }
}
