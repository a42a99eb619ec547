package mnist.insight;

import java.util.Arrays;

/**
 * A picture in shades of grey.
 *
 * @param width pixels
 * @param height pixels
 * @param values row by row, 0 (black) to 1 (white); not copied
 */
record GreyImage(int width, int height, float[] values) {
    float at(int x, int y) {
        return values[y * width + x];
    }

    /** Returns black as white and white as black. */
    GreyImage inverted() {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = 1 - values[i];
        }
        return new GreyImage(width, height, result);
    }

    /** Returns columns as rows. */
    GreyImage transposed() {
        float[] result = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                result[x * height + y] = values[y * width + x];
            }
        }
        return new GreyImage(height, width, result);
    }

    /** Returns each row from right to left. */
    GreyImage mirrored() {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i / width * width + width - 1 - i % width];
        }
        return new GreyImage(width, height, result);
    }

    /** Returns a part, which lies within the picture. */
    GreyImage part(int left, int top, int partWidth, int partHeight) {
        float[] result = new float[partWidth * partHeight];
        for (int y = 0; y < partHeight; y++) {
            System.arraycopy(values, (top + y) * width + left, result, y * partWidth, partWidth);
        }
        return new GreyImage(partWidth, partHeight, result);
    }

    /** Returns the picture with its longer side at most this many pixels long. */
    GreyImage shrunkTo(int side) {
        int longer = Math.max(width, height);
        return longer <= side
                ? this
                : resampled(
                        Math.max(1, Math.round((float) width * side / longer)),
                        Math.max(1, Math.round((float) height * side / longer)));
    }

    /**
     * Returns the picture in another size: where it shrinks, each pixel is the mean of the area that it comes from; where it
     * grows, pixels are interpolated between the nearest two.
     */
    GreyImage resampled(int newWidth, int newHeight) {
        return withRows(newWidth).transposed().withRows(newHeight).transposed();
    }

    private GreyImage withRows(int newWidth) {
        if (newWidth == width) {
            return this;
        }
        float[] result = new float[newWidth * height];
        double step = (double) width / newWidth;
        for (int i = 0; i < result.length; i++) {
            int row = i / newWidth * width;
            int x = i % newWidth;
            result[i] = (float) (step > 1 ? mean(row, x * step, (x + 1) * step) : between(row, (x + 0.5) * step - 0.5));
        }
        return new GreyImage(newWidth, height, result);
    }

    private double mean(int row, double from, double to) {
        double sum = 0;
        for (int x = (int) from; x < Math.min(width, Math.ceil(to - 1e-9)); x++) {
            sum += values[row + x] * (Math.min(to, x + 1) - Math.max(from, x));
        }
        return sum / (to - from);
    }

    private double between(int row, double x) {
        int left = Math.max(0, Math.min(width - 1, (int) Math.floor(x)));
        int right = Math.min(width - 1, left + 1);
        double share = Math.max(0, Math.min(1, x - left));
        return (1 - share) * values[row + left] + share * values[row + right];
    }

    /** Returns for each pixel the brightest within a square around it that reaches this many pixels to each side. */
    GreyImage brightest(int radius) {
        return brightestOfRow(radius).transposed().brightestOfRow(radius).transposed();
    }

    /** Returns for each pixel the darkest within such a square. */
    GreyImage darkest(int radius) {
        return inverted().brightest(radius).inverted();
    }

    /**
     * Returns the picture without what is dark and narrower than such a square: the darkest of the brightest. Beyond its borders the
     * picture continues as at its border.
     */
    GreyImage closed(int radius) {
        return padded(radius).brightest(radius).darkest(radius).part(radius, radius, width, height);
    }

    /** Returns the picture in a black frame. */
    GreyImage framed(int margin) {
        float[] result = new float[(width + 2 * margin) * (height + 2 * margin)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(values, y * width, result, (y + margin) * (width + 2 * margin) + margin, width);
        }
        return new GreyImage(width + 2 * margin, height + 2 * margin, result);
    }

    private GreyImage padded(int margin) {
        int newWidth = width + 2 * margin;
        float[] result = new float[newWidth * (height + 2 * margin)];
        for (int i = 0; i < result.length; i++) {
            int x = Math.max(0, Math.min(width - 1, i % newWidth - margin));
            int y = Math.max(0, Math.min(height - 1, i / newWidth - margin));
            result[i] = values[y * width + x];
        }
        return new GreyImage(newWidth, height + 2 * margin, result);
    }

    /** Takes a few steps per pixel whatever the radius: the candidates for the next maxima wait in a queue, the brightest first. */
    private GreyImage brightestOfRow(int radius) {
        float[] result = new float[values.length];
        int[] queue = new int[width];
        for (int row = 0; row < values.length; row += width) {
            int head = 0;
            int tail = 0;
            for (int x = 0; x < width + radius; x++) {
                if (x < width) {
                    while (tail > head && values[row + queue[tail - 1]] <= values[row + x]) {
                        tail--;
                    }
                    queue[tail++] = x;
                }
                if (x >= radius) {
                    head += queue[head] < x - 2 * radius ? 1 : 0;
                    result[row + x - radius] = values[row + queue[head]];
                }
            }
        }
        return new GreyImage(width, height, result);
    }

    /** Returns for each pixel the mean of a square around it that reaches this many pixels to each side, within the picture. */
    GreyImage blurred(int radius) {
        return radius == 0
                ? this
                : blurredRows(radius).transposed().blurredRows(radius).transposed();
    }

    private GreyImage blurredRows(int radius) {
        float[] result = new float[values.length];
        for (int row = 0; row < values.length; row += width) {
            double sum = 0;
            int count = 0;
            for (int x = 0; x < width + radius; x++) {
                if (x < width) {
                    sum += values[row + x];
                    count++;
                }
                if (x > 2 * radius) {
                    sum -= values[row + x - 2 * radius - 1];
                    count--;
                }
                if (x >= radius) {
                    result[row + x - radius] = (float) (sum / count);
                }
            }
        }
        return new GreyImage(width, height, result);
    }

    /** Estimates the standard deviation of the noise, from the median difference of neighbours: most are of one colour. */
    double noise() {
        float[] differences = new float[values.length];
        int count = 0;
        for (int i = 0; i + 1 < values.length; i += 1 + values.length / 20_000) {
            differences[count++] = Math.abs(values[i + 1] - values[i]);
        }
        Arrays.sort(differences, 0, count);
        // The median of |X - Y| is 0.954 standard deviations of each.
        return count == 0 ? 0 : differences[count / 2] / 0.954;
    }

    /** Returns for each pixel the median of the 3 x 3 around it, so that single specks are gone; borders repeat. */
    GreyImage withoutSpecks() {
        float[] result = new float[values.length];
        float[] nine = new float[9];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int i = 0; i < 9; i++) {
                    int column = Math.max(0, Math.min(width - 1, x + i % 3 - 1));
                    int line = Math.max(0, Math.min(height - 1, y + i / 3 - 1));
                    float value = at(column, line);
                    int place = i;
                    while (place > 0 && nine[place - 1] > value) {
                        nine[place] = nine[place - 1];
                        place--;
                    }
                    nine[place] = value;
                }
                result[y * width + x] = nine[4];
            }
        }
        return new GreyImage(width, height, result);
    }
}
