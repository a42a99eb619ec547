package mnist.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an IDX file says of itself: two zero bytes, the element type, the rank, then one 32-bit size per dimension.
 *
 * @param type the type of every element
 * @param dimensions the sizes, 0 to 2^32 - 1, slowest index first: {@code (examples, rows, columns)} for images
 */
public record IdxHeader(IdxType type, List<Long> dimensions) {
    /** Copies the dimensions. */
    public IdxHeader {
        dimensions = List.copyOf(dimensions);
    }

    /** Returns the number of dimensions. */
    public int rank() {
        return dimensions.size();
    }

    /** Returns the bytes that the header takes in the file. */
    public int bytes() {
        return 4 + 4 * rank();
    }

    /**
     * Returns the bytes that the elements take in the file.
     *
     * @throws ArithmeticException if they, with the header, are more than 2^63 - 1
     */
    public long payloadBytes() {
        long payload = type.bytes();
        for (long dimension : dimensions) {
            payload = Math.multiplyExact(payload, dimension);
        }
        Math.addExact(payload, bytes());
        return payload;
    }

    /** Returns the dimensions for a reader, for example {@code "60000 x 28 x 28"}. */
    public String shape() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    /** Reads the header at the start of a file. */
    static IdxHeader read(UnpackedFile content) {
        byte[] magic = readPart(content, 0, 4);
        if (magic[0] != 0 || magic[1] != 0) {
            String found = HexFormat.ofDelimiter(" ").formatHex(magic, 0, 2);
            throw content.fault("wrong magic", 0, "found " + found + ", expected 00 00 as in every IDX file");
        }
        int code = magic[2] & 0xFF;
        IdxType type = IdxType.ofCode(code).orElseThrow(() -> unsupportedType(content, code));
        int rank = magic[3] & 0xFF;
        ByteBuffer sizes = ByteBuffer.wrap(readPart(content, 4, 4 * rank));
        List<Long> dimensions = new ArrayList<>();
        while (sizes.hasRemaining()) {
            dimensions.add(Integer.toUnsignedLong(sizes.getInt()));
        }
        return new IdxHeader(type, dimensions);
    }

    private static byte[] readPart(UnpackedFile content, int offset, int size) {
        byte[] part = new byte[size];
        int filled = 0;
        while (filled < size) {
            int count = content.read(part, filled, size - filled);
            if (count < 0) {
                String missing = "found the end, expected " + (size - filled) + " more bytes of header";
                throw content.fault("truncated header", offset + filled, missing);
            }
            filled += count;
        }
        return part;
    }

    private static DataException unsupportedType(UnpackedFile content, int code) {
        String detail = String.format(Locale.ROOT, "found 0x%02x, expected one of %s", code, IdxType.list());
        return content.fault("unsupported element type", 2, detail);
    }
}
