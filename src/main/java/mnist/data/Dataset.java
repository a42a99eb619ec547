package mnist.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

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
    /** The number in the files of each example. */
    private final int[] members;

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
        this.members = IntStream.range(0, labels.numbers.length).toArray();
    }

    /**
     * Makes a data set of images that have no labels, only to ask a network about them: their class is said to be 0.
     *
     * @param pixels {@code (examples, rows, columns)}; not copied, and not to be changed
     */
    public static Dataset unlabelled(byte[] pixels, int rows, int columns) {
        int examples = pixels.length / (rows * columns);
        return new Dataset(new Images(pixels, rows, columns), new Labels(new int[examples], 1), List.of());
    }

    private Dataset(Dataset whole, Preprocessing preprocessing, int[] members) {
        this.images = whole.images;
        this.labels = whole.labels;
        this.digests = whole.digests;
        this.preprocessing = preprocessing;
        this.members = members;
    }

    /**
     * Loads one pair of files.
     *
     * @param directory the folder of the IDX files, plain or packed (see {@link Split#findImages})
     * @param layout how images and labels stand in them
     * @throws DataException if a file is missing or corrupt, or the two do not belong together
     */
    public static Dataset load(Path directory, Split split, Layout layout) {
        Path imageFile = split.findImages(directory);
        Path labelFile = split.findLabels(directory);
        List<String> names = List.of(Split.usualName(imageFile), Split.usualName(labelFile));
        try (IdxFile images = IdxFile.open(imageFile);
                IdxFile labels = IdxFile.open(labelFile)) {
            return new DatasetReader(images, labels).read(names, layout);
        }
    }

    /**
     * Loads one pair of files, whose names tell how they are laid out.
     *
     * @throws DataException if a file is missing or corrupt, or the two do not belong together
     */
    public static Dataset load(Path directory, Split split) {
        return load(directory, split, Layout.BY_NAME);
    }

    /** Returns the number of examples, at least 1 unless this is an empty {@link #subset}. */
    public int size() {
        return members.length;
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
        return labels.numbers[members[example]];
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

    /**
     * Copies the pixels of an example, one byte for each, row by row.
     *
     * @param by how many places they are moved; places that nothing is moved to become background
     * @param to the place of the image in the target
     */
    void copyMoved(int example, int by, byte[] target, int to) {
        int before = Math.max(0, by);
        int after = Math.max(0, -by);
        System.arraycopy(images.bytes, firstPixel(example) + after, target, to + before, pixels() - before - after);
        Arrays.fill(target, to, to + before, (byte) 0);
        Arrays.fill(target, to + pixels() - after, to + pixels(), (byte) 0);
    }

    /** Returns the examples {@code from} (inclusive) to {@code to} (exclusive); the two share their memory. */
    public Dataset subset(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        return new Dataset(this, preprocessing, Arrays.copyOfRange(members, from, to));
    }

    /** Returns some examples in the given order; the two share their memory. */
    Dataset selected(int[] examples) {
        return new Dataset(
                this,
                preprocessing,
                Arrays.stream(examples).map(x -> members[x]).toArray());
    }

    /** Returns examples with the labels of these, and with other images, one byte for each pixel; the array is not copied. */
    Dataset withImages(byte[] bytes) {
        int[] numbers = IntStream.range(0, size()).map(this::label).toArray();
        Images others = new Images(bytes, rows(), columns());
        return new Dataset(others, new Labels(numbers, classes()), digests).preprocessedBy(preprocessing);
    }

    /** Returns these examples, to be shown to a network in the given way; the two share their memory. */
    public Dataset preprocessedBy(Preprocessing how) {
        return new Dataset(this, how, members);
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
        for (int example = 0; example < size(); example++) {
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
        for (int example = 0; example < size(); example++) {
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
        for (int example = 0; example < size() && classes < classes(); example++) {
            if (label(example) >= classes) {
                throw new DataException(labelFile() + ": label of example " + members[example]
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
        return members[example] * pixels();
    }
}
