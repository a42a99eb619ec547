package mnist.insight;

import java.util.Arrays;

/** What looks at a pixel and at those around it: the brightest, the darkest, the mean, the median, and how much they differ. */
final class GreyFilter {
    private GreyFilter() {}

    /** Returns for each pixel the brightest within a square around it that reaches this many pixels to each side. */
    static GreyImage brightest(GreyImage picture, int radius) {
        GreyImage ofRows = brightestOfRow(picture, radius);
        return brightestOfRow(ofRows.transposed(), radius).transposed();
    }

    /** Returns for each pixel the darkest within such a square. */
    static GreyImage darkest(GreyImage picture, int radius) {
        return brightest(picture.inverted(), radius).inverted();
    }

    /**
     * Returns the picture without what is dark and narrower than such a square: the darkest of the brightest. Beyond its borders the
     * picture continues as at its border.
     */
    static GreyImage closed(GreyImage picture, int radius) {
        GreyImage brightest = brightest(picture.padded(radius), radius);
        return darkest(brightest, radius).part(radius, radius, picture.width(), picture.height());
    }

    /** Takes a few steps per pixel whatever the radius: the candidates for the next maxima wait in a queue, the brightest first. */
    private static GreyImage brightestOfRow(GreyImage picture, int radius) {
        float[] values = picture.values();
        int width = picture.width();
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
        return new GreyImage(width, picture.height(), result);
    }

    /** Returns for each pixel the mean of a square around it that reaches this many pixels to each side, within the picture. */
    static GreyImage blurred(GreyImage picture, int radius) {
        return radius == 0
                ? picture
                : blurredRows(blurredRows(picture, radius).transposed(), radius).transposed();
    }

    private static GreyImage blurredRows(GreyImage picture, int radius) {
        float[] values = picture.values();
        int width = picture.width();
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
        return new GreyImage(width, picture.height(), result);
    }

    /** Estimates the standard deviation of the noise, from the median difference of neighbours: most are of one colour. */
    static double noise(GreyImage picture) {
        float[] values = picture.values();
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
    static GreyImage withoutSpecks(GreyImage picture) {
        int width = picture.width();
        int height = picture.height();
        float[] result = new float[width * height];
        float[] nine = new float[9];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int i = 0; i < 9; i++) {
                    int column = Math.max(0, Math.min(width - 1, x + i % 3 - 1));
                    int line = Math.max(0, Math.min(height - 1, y + i / 3 - 1));
                    float value = picture.at(column, line);
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
