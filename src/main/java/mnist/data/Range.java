package mnist.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbours among things that are numbered from 0: pixels of an image, inputs of a layer, examples.
 *
 * @param from the first
 * @param to the one after the last
 */
public record Range(int from, int to) {
    /** Numbers of float32 in a line of the cache; ranges that begin a line give faster products. */
    private static final int CACHE_LINE = 16;

    /** Returns the range of all things. */
    public static Range all(int size) {
        return new Range(0, size);
    }

    /** Divides {@code size} things into as many ranges of nearly equal size, or into fewer where there are fewer things. */
    public static List<Range> divide(int size, int parts) {
        return divide(size, Math.min(size, parts), 1);
    }

    /** As {@link #divide}, with borders at lines of the cache of float32 numbers, unless that would leave a range empty. */
    public static List<Range> divideByLines(int size, int parts) {
        int count = Math.min(size, parts);
        return divide(size, count, size / count < CACHE_LINE ? 1 : CACHE_LINE);
    }

    private static List<Range> divide(int size, int parts, int unit) {
        List<Range> ranges = new ArrayList<>();
        int from = 0;
        for (int part = 1; part <= parts; part++) {
            long exact = (long) size * part / parts;
            int to = part == parts ? size : (int) ((exact + unit / 2) / unit * unit);
            ranges.add(new Range(from, to));
            from = to;
        }
        return List.copyOf(ranges);
    }

    /** Returns how many things these are. */
    public int size() {
        return to - from;
    }
}
