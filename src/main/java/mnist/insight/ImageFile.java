package mnist.insight;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import mnist.data.DataException;

/**
 * Reads pictures that come from anywhere, as shades of grey. Nothing in a file is believed: its kind is told by its first bytes, its
 * dimensions are compared with limits before a pixel is decoded, large pictures are decoded in a smaller size, and whatever
 * goes wrong ends in a one-line {@link DataException}.
 */
final class ImageFile {
    private static final int MOST_BYTES = 64 << 20;
    /** The camera of a good phone has 50 million. */
    private static final long MOST_PIXELS = 64_000_000;
    /** No more pixels are kept: of a larger picture, only every second or third row and column. */
    private static final double KEPT_PIXELS = 4_000_000;

    static {
        // Else each picture would be written to a temporary file first.
        ImageIO.setUseCache(false);
    }

    /** A kind of picture, by the name of Java's reader, and the bytes that a file of it begins with. */
    private enum Kind {
        PNG(0x89, 'P', 'N', 'G'),
        JPEG(0xFF, 0xD8, 0xFF),
        GIF('G', 'I', 'F', '8'),
        BMP('B', 'M');

        private final int[] start;

        Kind(int... start) {
            this.start = start;
        }

        boolean begins(byte[] bytes) {
            for (int i = 0; i < start.length; i++) {
                if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private final String name;
    private final byte[] bytes;

    private ImageFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /**
     * Reads a picture, turned upright as its EXIF data says.
     *
     * @param name what messages call it
     * @throws DataException if it is no PNG, JPEG, GIF or BMP file, too large, or damaged
     */
    static GreyImage read(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new DataException(
                    "%s: is too large, found more than %d MB. Make it smaller.".formatted(name, MOST_BYTES >> 20));
        }
        return new ImageFile(name, bytes).read();
    }

    private GreyImage read() {
        Kind kind = kind();
        ImageReader reader = ImageIO.getImageReadersByFormatName(kind.name()).next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            BufferedImage picture = decode(reader);
            return ExifOrientation.of(bytes).upright(GreyPixels.of(picture));
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // The readers meet damage with whatever exception comes of it.
            throw new DataException(
                    "%s: is a damaged %s file, found \"%s\", expected a whole picture. Use another copy."
                            .formatted(name, kind, e.getMessage()),
                    e);
        } finally {
            reader.dispose();
        }
    }

    private Kind kind() {
        for (Kind kind : Kind.values()) {
            if (kind.begins(bytes)) {
                return kind;
            }
        }
        throw new DataException(
                "%s: is not a picture that can be read, found %s, expected PNG, JPEG, GIF or BMP. Convert it to PNG."
                        .formatted(name, bytes.length == 0 ? "an empty file" : "a file of another kind"));
    }

    private BufferedImage decode(ImageReader reader) throws IOException {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > MOST_PIXELS) {
            throw new DataException(
                    "%s: has too many pixels, found %d x %d, expected at most %d million. Make it smaller."
                            .formatted(name, width, height, MOST_PIXELS / 1_000_000));
        }
        ImageReadParam parameters = reader.getDefaultReadParam();
        int step = (int) Math.ceil(Math.sqrt(width * height / KEPT_PIXELS));
        parameters.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
        // What Java's JPEG reader thinks of a truncated file is no more than a warning.
        reader.addIIOReadWarningListener((source, warning) -> {
            throw new IllegalStateException(warning);
        });
        return reader.read(0, parameters);
    }
}
