package mnist.data;

import static mnist.data.IdxBuilder.append;
import static mnist.data.IdxBuilder.gzip;
import static mnist.data.IdxBuilder.set;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipReaderTest {
    private static final byte[] TEXT = "to be or not to be, to be or not to be".getBytes();
    private static final int HEADER = 10;

    private static byte[] unpack(byte[] packed, int bufferSize) throws IOException {
        try (GzipReader reader = new GzipReader(new ByteArrayInputStream(packed), bufferSize)) {
            return reader.readAllBytes();
        }
    }

    private static void assertFault(String message, byte[] packed) {
        assertEquals(
                message,
                assertThrows(ZipException.class, () -> unpack(packed, 512)).getMessage());
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1 << 16})
    void contentComesBackWhateverTheBufferSize(int bufferSize) throws IOException {
        assertArrayEquals(TEXT, unpack(gzip(TEXT), bufferSize));
    }

    @Test
    void severalMembersAreOneContent() throws IOException {
        assertArrayEquals(join(TEXT, TEXT), unpack(join(gzip(TEXT), gzip(new byte[0]), gzip(TEXT)), 16));
    }

    /** All optional fields of RFC 1952: extra, name, comment, and the checksum of the header. */
    @Test
    void optionalHeaderFieldsAreSkipped() throws IOException {
        byte[] fields = {2, 0, 'x', 'y', 'n', 0, 'c', 0};
        byte[] packed = gzip(TEXT);
        byte[] header = join(set(3, 0x1E).apply(Arrays.copyOf(packed, HEADER)), fields);
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        byte[] body = Arrays.copyOfRange(packed, HEADER, packed.length);
        assertArrayEquals(TEXT, unpack(join(header, checksum, body), 16));
        checksum[0]++;
        assertFault("corrupt gzip header checksum at byte 20", join(header, checksum, body));
    }

    @Test
    void truncationIsRejected() {
        byte[] packed = gzip(TEXT);
        for (int length = 2; length < packed.length; length++) {
            assertFault("truncated gzip data at byte " + length, Arrays.copyOf(packed, length));
        }
    }

    @Test
    void wrongChecksumIsRejected() {
        byte[] packed = gzip(TEXT);
        int end = packed.length - 4;
        assertFault(
                "corrupt gzip data, wrong checksum at byte " + end,
                set(-5, packed[end - 1] + 1).apply(packed));
    }

    @Test
    void wrongLengthIsRejected() {
        byte[] packed = gzip(TEXT);
        assertFault(
                "corrupt gzip data, wrong length at byte " + packed.length,
                set(-1, 1).apply(packed));
    }

    @Test
    void corruptDeflateDataIsRejected() {
        assertFault(
                "corrupt gzip data at byte 11: invalid block type",
                set(HEADER, 0xFF).apply(gzip(TEXT)));
    }

    @Test
    void bytesAfterTheLastMemberAreRejected() {
        byte[] packed = gzip(TEXT);
        assertFault(
                "trailing bytes after the gzip data at byte " + (packed.length + 2),
                append(0, 0).apply(packed));
    }

    @Test
    void unknownMethodAndFlagsAreRejected() {
        assertFault("unsupported gzip method 7 at byte 3", set(2, 7).apply(gzip(TEXT)));
        assertFault("unsupported gzip flags 32 at byte 4", set(3, 0x20).apply(gzip(TEXT)));
    }
}
