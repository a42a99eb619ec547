package mnist.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Makes a {@link Dataset} of an image file and a label file. What the two headers say is checked before either payload is read. */
final class DatasetReader {
    private final IdxFile images;
    private final IdxFile labels;

    DatasetReader(IdxFile images, IdxFile labels) {
        this.images = images;
        this.labels = labels;
    }

    /**
     * Reads both files.
     *
     * @param names of the image file and the label file, for their digests; they tell what the layout leaves open
     */
    Dataset read(List<String> names, Layout layout) {
        requireImages();
        requireLabels();
        requireEqualCounts();
        DatasetName name = DatasetName.ofFile(names.get(0));
        int[] classNumbers = readLabels(layout.labelOffset(name));
        Dataset.Images content = readImages(layout.isTransposed(name));
        List<FileDigest> digests =
                List.of(new FileDigest(names.get(0), images.sha256()), new FileDigest(names.get(1), labels.sha256()));
        int classes = 1 + Arrays.stream(classNumbers).max().orElseThrow();
        return new Dataset(content, new Dataset.Labels(classNumbers, classes), digests);
    }

    private Dataset.Images readImages(boolean isTransposed) {
        byte[] pixels = images.readPayload();
        int rows = Math.toIntExact(images.header().dimensions().get(1));
        int columns = Math.toIntExact(images.header().dimensions().get(2));
        if (!isTransposed) {
            return new Dataset.Images(pixels, rows, columns);
        }
        byte[] stored = new byte[rows * columns];
        for (int first = 0; first < pixels.length; first += stored.length) {
            System.arraycopy(pixels, first, stored, 0, stored.length);
            for (int i = 0; i < stored.length; i++) {
                pixels[first + i % columns * rows + i / columns] = stored[i];
            }
        }
        return new Dataset.Images(pixels, columns, rows);
    }

    private void requireImages() {
        IdxHeader header = images.header();
        if (header.type() != IdxType.UNSIGNED_BYTE) {
            throw fault(images, "wrong element type of images at byte 2", header.type(), IdxType.UNSIGNED_BYTE);
        }
        if (header.rank() != 3) {
            throw fault(images, "wrong rank of images at byte 3", header.rank(), "3 (examples, rows, columns)");
        }
        if (header.dimensions().contains(0L)) {
            throw fault(images, "no pixels, a dimension at byte 4 is 0", header.shape(), "at least 1 x 1 x 1");
        }
    }

    private void requireLabels() {
        IdxHeader header = labels.header();
        if (header.type() != IdxType.UNSIGNED_BYTE && header.type() != IdxType.INT) {
            throw fault(
                    labels,
                    "wrong element type of labels at byte 2",
                    header.type(),
                    IdxType.UNSIGNED_BYTE + " or " + IdxType.INT);
        }
        if (header.rank() != 1) {
            throw fault(labels, "wrong rank of labels at byte 3", header.rank(), "1 (examples)");
        }
    }

    private void requireEqualCounts() {
        long imageCount = images.header().dimensions().get(0);
        long labelCount = labels.header().dimensions().get(0);
        if (imageCount != labelCount) {
            throw fault(
                    labels,
                    "label and image counts differ at byte 4",
                    labelCount + " labels",
                    imageCount + " as in " + images.name());
        }
    }

    /** @param first the label of class 0 */
    private int[] readLabels(int first) {
        ByteBuffer payload = ByteBuffer.wrap(labels.readPayload());
        boolean ints = labels.header().type() == IdxType.INT;
        int[] classes = newLabels(payload.capacity() / labels.header().type().bytes());
        for (int i = 0; i < classes.length; i++) {
            classes[i] = ints ? payload.getInt() : payload.get() & 0xFF;
            if (classes[i] < first || classes[i] == Integer.MAX_VALUE) {
                int width = labels.header().type().bytes();
                int offset = labels.header().bytes() + payload.position() - width;
                throw fault(
                        labels,
                        "label of example " + i + " out of range at byte " + offset,
                        classes[i],
                        first + " to " + (Integer.MAX_VALUE - 1));
            }
            classes[i] -= first;
        }
        return classes;
    }

    private int[] newLabels(int count) {
        try {
            return new int[count];
        } catch (OutOfMemoryError e) {
            throw labels.tooLarge((long) Integer.BYTES * count, e);
        }
    }

    private static DataException fault(IdxFile file, String what, Object found, Object expected) {
        return new DataException(file.name() + ": " + what + ", found " + found + ", expected " + expected
                + ". Check that the files belong together and are what their names say.");
    }
}
