package mnist.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Labelled images in memory: one byte per pixel, one class number per image. Immutable, so threads may share it.
 *
 * <p>Examples are numbered from 0. The pixels of one are in row-major order, the order of the network's inputs.
 */
public final class Dataset {
    private final Images images;
    private final Labels labels;
    private final List<FileDigest> digests;
    private final Preprocessing preprocessing;
    private final int from;
    private final int size;

    /** All images of a file, {@code (examples, rows, columns)}; nobody else holds the array. */
    record Images(byte[] bytes, int rows, int columns) {
        int pixels() {
            return rows * columns;
        }
    }

    /** All labels of a file, and the highest of them + 1; nobody else holds the array. */
    record Labels(int[] numbers, int classes) {}

    Dataset(Images images, Labels labels, List<FileDigest> digests) {
        this.images = images;
        this.labels = labels;
        this.digests = List.copyOf(digests);
        this.preprocessing = Preprocessing.SCALE;
        this.from = 0;
        this.size = labels.numbers.length;
    }

    private Dataset(Dataset whole, Preprocessing preprocessing, int from, int size) {
        this.images = whole.images;
        this.labels = whole.labels;
        this.digests = whole.digests;
        this.preprocessing = preprocessing;
        this.from = from;
        this.size = size;
    }

    /**
     * Loads one pair of files.
     *
     * @param directory the folder of the IDX files, plain or packed (see {@link Split#findImages})
     * @throws DataException if a file is missing or corrupt, or the two do not belong together
     */
    public static Dataset load(Path directory, Split split) {
        try (IdxFile images = IdxFile.open(split.findImages(directory));
                IdxFile labels = IdxFile.open(split.findLabels(directory))) {
            return new DatasetReader(images, labels).read(split);
        }
    }

    /**
     * Returns how many bytes the images of a file take in memory; only the head of the file is read.
     *
     * @throws DataException if the file is missing, or its head is corrupt
     */
    public static long imageBytes(Path directory, Split split) {
        try (IdxFile images = IdxFile.open(split.findImages(directory))) {
            return images.header().payloadBytes();
        }
    }

    /**
     * Returns the dimensions of the images of a file, {@code (examples, rows, columns)}; only the head of the file is read.
     *
     * @throws DataException if the file is missing, or its head is corrupt
     */
    public static List<Long> imageDimensions(Path directory, Split split) {
        try (IdxFile images = IdxFile.open(split.findImages(directory))) {
            return images.header().dimensions();
        }
    }

    /** Returns the number of examples, at least 1 unless this is an empty {@link #subset}. */
    public int size() {
        return size;
    }

    /** Returns the height of each image. */
    public int rows() {
        return images.rows;
    }

    /** Returns the width of each image. */
    public int columns() {
        return images.columns;
    }

    /** Returns rows × columns, the number of inputs of a network that takes these images. */
    public int pixels() {
        return images.pixels();
    }

    /** Returns the highest label + 1. A subset has the classes of the whole, so that a part without nines still has ten. */
    public int classes() {
        return labels.classes;
    }

    /** Returns the class number of an example, 0 to {@link #classes} - 1. */
    public int label(int example) {
        return labels.numbers[from + Objects.checkIndex(example, size)];
    }

    /** Returns one pixel, 0 (background) to 255 (ink). */
    public int pixel(int example, int row, int column) {
        int index = Objects.checkIndex(row, rows()) * columns() + Objects.checkIndex(column, columns());
        return images.bytes[firstPixel(example) + index] & 0xFF;
    }

    /**
     * Copies some pixels of an example, unsigned bytes, to {@code target[offset … offset + range.size() - 1]}; the buffer's
     * position stays.
     */
    void copyPixels(int example, Range range, ByteBuffer target, int offset) {
        target.put(offset, images.bytes, firstPixel(example) + range.from(), range.size());
    }

    /** Returns the examples {@code from} (inclusive) to {@code to} (exclusive); the two share their memory. */
    public Dataset subset(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return new Dataset(this, preprocessing, this.from + from, to - from);
    }

    /** Returns these examples, to be shown to a network in the given way; the two share their memory. */
    public Dataset preprocessedBy(Preprocessing how) {
        return new Dataset(this, how, from, size);
    }

    /** Returns how the bytes become the inputs of a network. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** Returns for each pixel the sum over all examples of a function of its byte. */
    long[] pixelSums(IntUnaryOperator function) {
        long[] values = new long[256];
        Arrays.setAll(values, function::applyAsInt);
        long[] sums = new long[pixels()];
        for (int example = 0; example < size; example++) {
            int first = firstPixel(example);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += values[images.bytes[first + i] & 0xFF];
            }
        }
        return sums;
    }

    /** Returns how many examples there are of each class that occurs, by class number. */
    public SortedMap<Integer, Integer> countsPerClass() {
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        for (int example = 0; example < size; example++) {
            counts.merge(label(example), 1, Integer::sum);
        }
        return counts;
    }

    /** Returns the digests of the image file and of the label file; a subset has those of the whole. */
    public List<FileDigest> digests() {
        return digests;
    }

    /**
     * Checks that a network can be trained on or scored with these examples.
     *
     * @param inputs the size of the network's first layer
     * @param classes the size of its last
     * @throws DataException if the images have another number of pixels, or a label is {@code classes} or more
     */
    public void requireFits(int inputs, int classes) {
        if (pixels() != inputs) {
            throw new DataException(imageFile() + ": images do not fit the network's first layer, found " + rows()
                    + " x " + columns() + " = " + pixels() + " pixels, expected " + inputs
                    + ". Give the network " + pixels() + " inputs, or choose other data.");
        }
        for (int example = 0; example < size && classes < classes(); example++) {
            if (label(example) >= classes) {
                throw new DataException(labelFile() + ": label of example " + (from + example)
                        + " is outside the network's classes, found " + label(example) + ", expected 0 to "
                        + (classes - 1) + ". Give the network " + classes() + " outputs, or choose other data.");
            }
        }
    }

    private String imageFile() {
        return digests.get(0).file();
    }

    private String labelFile() {
        return digests.get(1).file();
    }

    private int firstPixel(int example) {
        return (from + Objects.checkIndex(example, size)) * pixels();
    }
}
