package mnist.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which examples of a training file are kept out of training, to judge each epoch by.
 *
 * @param count how many; 0 is none
 * @param draw how they are drawn, or nothing for the last ones of the file
 */
public record Holdout(int count, Optional<Draw> draw) {
    private static final String STREAM = "validation";

    /**
     * A choice at random.
     *
     * @param stratified whether each class has the same share of them as it has of the file, to one example
     * @param seed of the choice; not that of the run, so that runs with other seeds are judged by the same examples
     */
    public record Draw(boolean stratified, long seed) {}

    /** Returns that the last examples of a file are kept out. */
    public static Holdout last(int count) {
        return new Holdout(count, Optional.empty());
    }

    /**
     * Returns the examples of a file, those that are kept out after the others; both are in the order of the file. A file that
     * is too small stays as it is.
     */
    public Dataset atEnd(Dataset file) {
        if (draw.isEmpty() || count >= file.size()) {
            return file;
        }
        boolean[] isOut = new boolean[file.size()];
        if (draw.get().stratified()) {
            drawOfEachClass(file, isOut);
        } else {
            draw(0, IntStream.range(0, file.size()).toArray(), count, isOut);
        }
        return file.selected(IntStream.concat(
                        IntStream.range(0, isOut.length).filter(i -> !isOut[i]),
                        IntStream.range(0, isOut.length).filter(i -> isOut[i]))
                .toArray());
    }

    private void draw(int stream, int[] from, int many, boolean[] isOut) {
        int[] order = new RandomStream(draw.orElseThrow().seed(), STREAM, stream).permutation(from.length);
        for (int i = 0; i < many; i++) {
            isOut[from[order[i]]] = true;
        }
    }

    private void drawOfEachClass(Dataset file, boolean[] isOut) {
        int[] sizes = new int[file.classes()];
        file.countsPerClass().forEach((label, size) -> sizes[label] = size);
        int[] shares = shares(sizes, count);
        for (int k = 0; k < sizes.length; k++) {
            int label = k;
            int[] members = IntStream.range(0, file.size())
                    .filter(i -> file.label(i) == label)
                    .toArray();
            draw(k, members, shares[k], isOut);
        }
    }

    /** Divides by the largest remainders: each class has its exact share, rounded down or up, and the sum is the count. */
    static int[] shares(int[] sizes, int count) {
        long all = Arrays.stream(sizes).asLongStream().sum();
        int[] shares = Arrays.stream(sizes)
                .map(size -> (int) ((long) size * count / all))
                .toArray();
        int rest = count - Arrays.stream(shares).sum();
        IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer k) -> -((long) sizes[k] * count % all))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(rest)
                .forEach(k -> shares[k]++);
        return shares;
    }
}
