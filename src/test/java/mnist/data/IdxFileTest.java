package mnist.data;

import static mnist.data.IdxBuilder.append;
import static mnist.data.IdxBuilder.cutTo;
import static mnist.data.IdxBuilder.gzip;
import static mnist.data.IdxBuilder.open;
import static mnist.data.IdxBuilder.set;
import static mnist.data.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One fault per test; the base file has 6 images of 3 x 4, which are 16 + 72 = 88 bytes. */
class IdxFileTest {
    private static final Path FIXTURE = Path.of("src/test/resources/mnist/data/fixture");

    private static void readAll(UnaryOperator<byte[]> bend) {
        try (IdxFile file = open("f", bend.apply(new IdxBuilder().imageFile()))) {
            file.readPayload();
        }
    }

    private static UnaryOperator<byte[]> packed(UnaryOperator<byte[]> bend) {
        return bytes -> gzip(bend.apply(bytes));
    }

    @Test
    void fileOfPythonIsRead() {
        try (IdxFile file = IdxFile.open(FIXTURE.resolve("doubles-idx2"))) {
            assertEquals(new IdxHeader(IdxType.DOUBLE, List.of(2L, 3L)), file.header());
            double[] values = new double[6];
            ByteBuffer.wrap(file.readPayload()).asDoubleBuffer().get(values);
            assertArrayEquals(new double[] {1.5, -2, 0, 1e300, 0.1, 7}, values);
            assertEquals("0b817447e2b479957732c474f0f6efb2aab9d54c13f19916d878b1977aade88d", file.sha256());
        }
    }

    @ParameterizedTest
    @CsvSource({"0x08,1", "0x09,1", "0x0B,2", "0x0C,4", "0x0D,4", "0x0E,8"})
    void everyElementTypeAndRankIsRead(int code, int bytes) {
        for (int rank = 0; rank < 5; rank++) {
            ByteBuffer file = ByteBuffer.allocate(4 + 4 * rank + (bytes << rank));
            file.putInt(code << 8 | rank);
            for (int i = 0; i < rank; i++) {
                file.putInt(2);
            }
            try (IdxFile idx = open("f", file.array())) {
                assertEquals(rank, idx.header().rank());
                assertEquals(code, idx.header().type().code());
                assertEquals(bytes << rank, idx.readPayload().length);
            }
        }
    }

    @Test
    void wrongMagicIsRejected() {
        assertRejected(() -> readAll(set(0, 'P', 'K')), "f", "wrong magic at byte 0,", "found 50 4b, expected 00 00");
        assertRejected(() -> readAll(packed(set(1, 1))), "f", "wrong magic at byte 0 of the unpacked content,");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x07, 0x0A, 0x0F, 0xFF})
    void unsupportedTypeIsRejected(int code) {
        String found = String.format("found 0x%02x, expected one of unsigned byte (0x08), signed byte", code);
        assertRejected(() -> readAll(set(2, code)), "f", "unsupported element type at byte 2,", found);
    }

    @ParameterizedTest
    @CsvSource({"0,4", "1,3", "2,2", "3,1", "4,12", "9,7", "15,1"})
    void truncatedHeaderIsRejected(int length, int missing) {
        String expected = "truncated header at byte " + length;
        String more = "expected " + missing + " more bytes";
        assertRejected(() -> readAll(cutTo(length)), "f", expected + ",", more);
        assertRejected(() -> readAll(packed(cutTo(length))), "f", expected + " of the unpacked content,", more);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 87})
    void truncatedPayloadIsRejected(int length) {
        String[] parts = {"truncated payload at byte " + length, "found " + length + " bytes, expected 88 for 6 x 3 x 4"
        };
        assertRejected(() -> readAll(cutTo(length)), "f", parts);
        assertRejected(() -> readAll(packed(cutTo(length))), "f", parts);
    }

    @Test
    void trailingBytesAreRejected() {
        assertRejected(() -> readAll(append(0)), "f", "trailing bytes at byte 88,", "found 89 bytes, expected 88");
        assertRejected(() -> readAll(packed(append(0))), "f", "trailing bytes at byte 88 of the unpacked content,");
    }

    @Test
    void overflowingDimensionProductIsRejected() {
        UnaryOperator<byte[]> bend = set(4, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
        String[] parts = {"dimension product overflows at byte 4", "4294967295 x 4294967295 x 4294967295"};
        assertRejected(() -> readAll(bend), "f", parts);
        assertRejected(() -> readAll(packed(bend)), "f", parts);
    }

    /** 2^61 doubles are 2^64 bytes, which a careless product makes 0. */
    @Test
    void productThatWrapsAroundToZeroIsRejected() {
        byte[] file = {0, 0, 0x0E, 3, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x20, 0};
        assertRejected(() -> open("f", file), "f", "dimension product overflows at byte 4");
    }

    @Test
    void dimensionProductBeyondThePackedFileIsRejected() {
        byte[] file = gzip(set(4, 0, 1, 0, 0).apply(new IdxBuilder().imageFile()));
        String found = "found " + file.length + " packed bytes, expected to unpack 786448 for 65536 x 3 x 4";
        assertRejected(() -> open("f", file), "f", "dimension product exceeds the file at byte 4", found);
    }

    @Test
    void missingFileIsRejected(@TempDir Path directory) {
        Path path = directory.resolve("none");
        assertRejected(() -> IdxFile.open(path), path.toString(), "cannot be read, no such file or directory");
    }

    @Test
    void nameWithLineBreakStaysInOneLine() {
        assertRejected(() -> open("a\nb\u009b\u20282J", new byte[0]), "a\\u000ab\\u009b\\u20282J", "truncated header");
    }

    @Test
    void payloadIsReadOnce() {
        try (IdxFile file = open("f", new IdxBuilder().imageFile())) {
            assertThrows(IllegalStateException.class, file::sha256);
            assertEquals(72, file.readPayload().length);
            assertThrows(IllegalStateException.class, file::readPayload);
        }
    }
}
