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

    /** Reads both files; the split only gives the digests their file names. */
    Dataset read(Split split) {
        requireImages();
        requireLabels();
        requireEqualCounts();
        int[] classNumbers = readLabels();
        byte[] pixels = images.readPayload();
        List<FileDigest> digests = List.of(
                new FileDigest(split.imageFile(), images.sha256()), new FileDigest(split.labelFile(), labels.sha256()));
        int rows = Math.toIntExact(images.header().dimensions().get(1));
        int columns = Math.toIntExact(images.header().dimensions().get(2));
        int classes = 1 + Arrays.stream(classNumbers).max().orElseThrow();
        Dataset.Images content = new Dataset.Images(pixels, rows, columns);
        return new Dataset(content, new Dataset.Labels(classNumbers, classes), digests);
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

    private int[] readLabels() {
        ByteBuffer payload = ByteBuffer.wrap(labels.readPayload());
        boolean ints = labels.header().type() == IdxType.INT;
        int[] classes = newLabels(payload.capacity() / labels.header().type().bytes());
        for (int i = 0; i < classes.length; i++) {
            classes[i] = ints ? payload.getInt() : payload.get() & 0xFF;
            if (classes[i] < 0 || classes[i] == Integer.MAX_VALUE) {
                int offset = labels.header().bytes() + payload.position() - Integer.BYTES;
                throw fault(
                        labels,
                        "label of example " + i + " out of range at byte " + offset,
                        classes[i],
                        "0 to " + (Integer.MAX_VALUE - 1));
            }
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
