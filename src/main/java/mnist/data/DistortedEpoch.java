package mnist.data;

import java.util.List;

/**
 * The training examples as one epoch sees them: a copy of all images, each distorted. It is made anew for each epoch, in the same
 * memory and in parts, of which each may be made by another thread.
 */
public final class DistortedEpoch {
    private static final int PARTS = 32;

    private final Dataset examples;
    private final byte[] bytes;
    private final List<Range> parts;
    private final List<Distorter> distorters;

    /**
     * Takes the memory for the images of an epoch.
     *
     * @param originals the training examples
     * @param seed of the run
     */
    public DistortedEpoch(Dataset originals, Augmentation how, long seed) {
        bytes = new byte[originals.size() * originals.pixels()];
        examples = originals.withImages(bytes);
        parts = Range.divide(originals.size(), PARTS);
        distorters =
                parts.stream().map(part -> new Distorter(originals, how, seed)).toList();
    }

    /** Returns the examples as the last epoch that was made sees them; their pixels change when another is made. */
    public Dataset examples() {
        return examples;
    }

    /** Returns in how many parts an epoch is made. */
    public int parts() {
        return parts.size();
    }

    /** Makes one part of the images of an epoch; different threads may make different parts at once. */
    public void make(int epoch, int part) {
        Range range = parts.get(part);
        for (int example = range.from(); example < range.to(); example++) {
            distorters.get(part).distort(epoch, example, bytes, example * examples.pixels());
        }
    }
}
