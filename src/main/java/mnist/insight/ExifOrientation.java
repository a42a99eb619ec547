package mnist.insight;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a camera was held: the tag Orientation of a JPEG file's EXIF data (CIPA DC-008-2019, Exif 2.32, section 4.6.4). A damaged file, or
 * one without the tag, stands upright.
 *
 * @param value 1 to 8, as the standard numbers them
 */
record ExifOrientation(int value) {
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final ExifOrientation UPRIGHT = new ExifOrientation(1);

    /** Finds the tag in the bytes of a file of any kind. */
    static ExifOrientation of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int at = 2;
        // A JPEG file is FF D8, then segments of FF, a marker, and a length that counts itself.
        while (at + 4 <= file.length && (file[at] & 0xFF) == 0xFF && (file[at + 1] & 0xFF) != START_OF_SCAN) {
            int length = bytes.getShort(at + 2) & 0xFFFF;
            int from = at + 4;
            int to = at + 2 + length;
            boolean isExif = (file[at + 1] & 0xFF) == APP1
                    && to <= file.length
                    && length >= 2 + EXIF.length
                    && Arrays.equals(file, from, from + EXIF.length, EXIF, 0, EXIF.length);
            if (isExif) {
                return ofTiff(bytes.slice(from + EXIF.length, to - from - EXIF.length));
            }
            at = to;
        }
        return UPRIGHT;
    }

    /** A TIFF header, the place of the first directory, and its entries of 12 bytes each. */
    private static ExifOrientation ofTiff(ByteBuffer tiff) {
        if (tiff.limit() < 8) {
            return UPRIGHT;
        }
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xFFFFFFFFL;
        if (directory + 2 > tiff.limit()) {
            return UPRIGHT;
        }
        int count = tiff.getShort((int) directory) & 0xFFFF;
        for (int i = 0; i < count && directory + 2 + 12 * (i + 1) <= tiff.limit(); i++) {
            int entry = (int) directory + 2 + 12 * i;
            int value = tiff.getShort(entry + 8) & 0xFFFF;
            if ((tiff.getShort(entry) & 0xFFFF) == TAG && tiff.getShort(entry + 2) == SHORT) {
                return value >= 1 && value <= 8 ? new ExifOrientation(value) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Returns the picture as the photographer saw it. */
    GreyImage upright(GreyImage picture) {
        return switch (value) {
            case 2 -> picture.mirrored();
            case 3 -> turned(turned(picture));
            case 4 -> turned(turned(picture.mirrored()));
            case 5 -> picture.transposed();
            case 6 -> turned(picture);
            case 7 -> turned(turned(picture.transposed()));
            case 8 -> turned(turned(turned(picture)));
            default -> picture;
        };
    }

    /** Returns the picture turned by a quarter, clockwise. */
    private static GreyImage turned(GreyImage picture) {
        return picture.transposed().mirrored();
    }
}
