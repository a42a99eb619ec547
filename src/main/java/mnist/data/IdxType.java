package mnist.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The six element types of the IDX format, by the code in the third byte of a file. Numbers are big-endian. */
public enum IdxType {
    /** 0 to 255; pixels and labels of MNIST. */
    UNSIGNED_BYTE(0x08, Byte.BYTES, "unsigned byte"),
    /** -128 to 127. */
    SIGNED_BYTE(0x09, Byte.BYTES, "signed byte"),
    /** 16 bits, signed. */
    SHORT(0x0B, Short.BYTES, "short"),
    /** 32 bits, signed. */
    INT(0x0C, Integer.BYTES, "int"),
    /** IEEE 754, 32 bits. */
    FLOAT(0x0D, Float.BYTES, "float"),
    /** IEEE 754, 64 bits. */
    DOUBLE(0x0E, Double.BYTES, "double");

    private final int code;
    private final int bytes;
    private final String label;

    IdxType(int code, int bytes, String label) {
        this.code = code;
        this.bytes = bytes;
        this.label = label;
    }

    /** Returns the code that stands in the file. */
    public int code() {
        return code;
    }

    /** Returns the bytes that one element takes. */
    public int bytes() {
        return bytes;
    }

    /** Returns the type's name and code, for example {@code "unsigned byte (0x08)"}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (0x%02x)", label, code);
    }

    static Optional<IdxType> ofCode(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    static String list() {
        return Arrays.stream(values()).map(IdxType::toString).collect(Collectors.joining(", "));
    }
}
