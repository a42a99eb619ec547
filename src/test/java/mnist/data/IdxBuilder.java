package mnist.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * Makes one valid pair of IDX files, of which a test bends one thing. Bends are applied in the order in which they are
 * asked for; packing is one of them.
 */
public final class IdxBuilder {
    private int examples = 6;
    private int rows = 3;
    private int columns = 4;
    private boolean intLabels;
    private PixelFunction pixels = (example, row, column) -> 31 * example + 5 * row + column & 0xFF;
    private IntUnaryOperator labels = example -> example % 3;
    private UnaryOperator<byte[]> imageBend = bytes -> bytes;
    private UnaryOperator<byte[]> labelBend = bytes -> bytes;

    /** What a pixel is, 0 to 255. */
    public interface PixelFunction {
        int at(int example, int row, int column);
    }

    /** Sets the number of examples; 6 if this is not called. */
    public IdxBuilder examples(int count) {
        examples = count;
        return this;
    }

    /** Sets the size of the images; 3 x 4 if this is not called. */
    public IdxBuilder size(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        return this;
    }

    public IdxBuilder pixels(PixelFunction function) {
        pixels = function;
        return this;
    }

    /** Sets the label of each example; the default is 0, 1, 2, 0, 1, 2, …. */
    public IdxBuilder labels(IntUnaryOperator function) {
        labels = function;
        return this;
    }

    /** Stores labels as 32-bit ints. */
    public IdxBuilder intLabels() {
        intLabels = true;
        return this;
    }

    public IdxBuilder bendImages(UnaryOperator<byte[]> bend) {
        UnaryOperator<byte[]> before = imageBend;
        imageBend = bytes -> bend.apply(before.apply(bytes));
        return this;
    }

    public IdxBuilder bendLabels(UnaryOperator<byte[]> bend) {
        UnaryOperator<byte[]> before = labelBend;
        labelBend = bytes -> bend.apply(before.apply(bytes));
        return this;
    }

    /** Packs both files. */
    public IdxBuilder gzip() {
        return bendImages(IdxBuilder::gzip).bendLabels(IdxBuilder::gzip);
    }

    /** Returns the bytes of the image file. */
    public byte[] imageFile() {
        ByteBuffer file = ByteBuffer.allocate(16 + examples * rows * columns);
        file.putInt(0x0803).putInt(examples).putInt(rows).putInt(columns);
        for (int example = 0; example < examples; example++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    file.put((byte) pixels.at(example, row, column));
                }
            }
        }
        return imageBend.apply(file.array());
    }

    /** Returns the bytes of the label file. */
    public byte[] labelFile() {
        ByteBuffer file = ByteBuffer.allocate(8 + examples * (intLabels ? 4 : 1));
        file.putInt(intLabels ? 0x0C01 : 0x0801).putInt(examples);
        for (int example = 0; example < examples; example++) {
            if (intLabels) {
                file.putInt(labels.applyAsInt(example));
            } else {
                file.put((byte) labels.applyAsInt(example));
            }
        }
        return labelBend.apply(file.array());
    }

    /** Writes both files under their usual names and returns the directory. */
    public Path write(Path directory, Split split) {
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(split.imageFile()), imageFile());
            Files.write(directory.resolve(split.labelFile()), labelFile());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the pair without a disk, under the file names {@code images} and {@code labels}. */
    public Dataset read() {
        return read(imageFile(), labelFile());
    }

    static Dataset read(byte[] imageFile, byte[] labelFile) {
        try (IdxFile images = open("images", imageFile);
                IdxFile labels = open("labels", labelFile)) {
            return new DatasetReader(images, labels)
                    .read(List.of(Split.TRAIN.imageFile(), Split.TRAIN.labelFile()), Layout.BY_NAME);
        }
    }

    static IdxFile open(String name, byte[] file) {
        return new IdxFile(name, new ByteArrayInputStream(file), file.length);
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Returns a bend that keeps the first bytes only. */
    public static UnaryOperator<byte[]> cutTo(int length) {
        return bytes -> Arrays.copyOf(bytes, length);
    }

    /** Returns a bend that adds bytes at the end. */
    public static UnaryOperator<byte[]> append(int... values) {
        return bytes -> {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + values.length);
            return set(bytes.length, values).apply(longer);
        };
    }

    /** Returns a bend that overwrites bytes, counted from the end if the offset is negative. */
    public static UnaryOperator<byte[]> set(int offset, int... values) {
        return bytes -> {
            byte[] changed = bytes.clone();
            int first = offset < 0 ? bytes.length + offset : offset;
            for (int i = 0; i < values.length; i++) {
                changed[first + i] = (byte) values[i];
            }
            return changed;
        };
    }
}
