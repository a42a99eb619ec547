package mnist.data;

import java.util.List;

/**
 * Some of the pixels of every image, by their place in the row-major order.
 *
 * @param from the first
 * @param to the one after the last
 */
public record PixelRange(int from, int to) {
    /** Numbers of float32 in a line of the cache; ranges of so many pixels let every image of a block begin a line. */
    private static final int CACHE_LINE = 16;

    /** Returns the range of all pixels. */
    public static PixelRange all(int pixels) {
        return new PixelRange(0, pixels);
    }

    /** Returns the upper and the lower half of the image, or the whole of an image of one pixel. */
    public static List<PixelRange> halves(int pixels) {
        if (pixels < 2) {
            return List.of(all(pixels));
        }
        int half = pixels / 2;
        int middle = half < CACHE_LINE ? half : (half + CACHE_LINE / 2) / CACHE_LINE * CACHE_LINE;
        return List.of(new PixelRange(0, middle), new PixelRange(middle, pixels));
    }

    /** Returns how many pixels these are. */
    public int size() {
        return to - from;
    }
}
