package mnist.insight;

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

    /** Returns the picture in a black frame. */
    GreyImage framed(int margin) {
        float[] result = new float[(width + 2 * margin) * (height + 2 * margin)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(values, y * width, result, (y + margin) * (width + 2 * margin) + margin, width);
        }
        return new GreyImage(width + 2 * margin, height + 2 * margin, result);
    }

    /** Returns the picture in a frame that continues its border. */
    GreyImage padded(int margin) {
        int newWidth = width + 2 * margin;
        float[] result = new float[newWidth * (height + 2 * margin)];
        for (int i = 0; i < result.length; i++) {
            int x = Math.max(0, Math.min(width - 1, i % newWidth - margin));
            int y = Math.max(0, Math.min(height - 1, i / newWidth - margin));
            result[i] = values[y * width + x];
        }
        return new GreyImage(newWidth, height + 2 * margin, result);
    }
}
