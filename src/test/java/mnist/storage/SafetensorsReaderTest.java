package mnist.storage;

import static mnist.storage.SafetensorsBytes.entry;
import static mnist.storage.StorageErrors.assertStorageError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A right file with one fault at a time. */
class SafetensorsReaderTest {
    private static final String A = entry("a", "F32", "[2]", 0, 8);
    private static final String B = entry("b", "F32", "[1]", 8, 12);

    @Test
    void twoTensorsThatFillTheDataAreAccepted() {
        assertEquals(2, read("{" + A + "," + B + "}", 12).tensors().size());
    }

    @Test
    void tensorsMayBeListedInAnotherOrderThanTheirBytes() {
        assertEquals("a", read("{" + B + "," + A + "}", 12).tensors().get(0).name());
    }

    @Test
    void anEmptyHeaderIsAFileWithoutTensors() {
        assertEquals(0, read("{}  ", 0).tensors().size());
    }

    @Test
    void missingFileIsRejected(@TempDir Path folder) {
        assertStorageError(() -> SafetensorsReader.read(folder.resolve("no")), "no such file", "Check the path");
    }

    @Test
    void directoryIsRejected(@TempDir Path folder) {
        assertStorageError(() -> SafetensorsReader.read(folder), folder.toString(), "is not a file");
    }

    @Test
    void fileShorterThanItsLengthFieldIsRejected(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("short"), new byte[7]);
        assertStorageError(() -> SafetensorsReader.read(file), file.toString(), "too short, found 7 bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1 << 20, 13})
    void headerLongerThanTheFileIsRejectedAtOnce(long claimed) {
        assertRejectedWithoutMemory(beginningWith(claimed), "claims a header of " + claimed + " bytes");
    }

    /** The first bytes of a text, for example, are a number beyond all measure. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -1, 1L << 60, 1L << 32})
    void fileThatBeginsLikeAnotherIsRejectedAtOnce(long claimed) {
        assertRejectedWithoutMemory(beginningWith(claimed), "does not begin like a safetensors file");
    }

    private static byte[] beginningWith(long claimed) {
        return ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(claimed)
                .array();
    }

    @Test
    void headerLongerThanOneMebibyteIsRejected() {
        byte[] header = new byte[SafetensorsHeader.MAX_BYTES + 1];
        Arrays.fill(header, (byte) ' ');
        assertRejectedWithoutMemory(SafetensorsBytes.file(header.length, header, 0), "expected at most 1048576");
    }

    @Test
    void tensorsLargerThanTheFileAreRejectedAtOnce() {
        String header = "{" + entry("a", "F32", "[1073741824,1073741824]", 0, 1L << 62) + "}";
        assertRejectedWithoutMemory(
                SafetensorsBytes.file(header, 12), "data_offsets [0, 4611686018427387904]", "12 bytes");
    }

    @Test
    void shapeWhoseProductOverflowsIsRejected() {
        // 2^31 - 1 squared, squared once more, is more than a long holds.
        String shape = "[2147483647,2147483647,2147483647]";
        assertRejected("{" + entry("a", "F32", shape, 0, 8) + "}", 8, "too large");
    }

    @Test
    void shapeWhoseProductWrapsToTheRightLengthIsRejected() {
        // 4 * 2^31 * 2^31 = 2^64, which is 0 in 64 bits; each size but the last is in range of an int.
        String shape = "[1073741824,1073741824,4]";
        assertRejected("{" + entry("a", "F32", shape, 0, 0) + "}", 0, "too large");
    }

    @Test
    void overlappingTensorsAreRejected() {
        assertRejected("{" + A + "," + entry("b", "F32", "[2]", 4, 12) + "}", 12, "\"b\" begins at byte 4", "overlap");
    }

    @Test
    void holeBetweenTensorsIsRejected() {
        assertRejected("{" + A + "," + entry("b", "F32", "[1]", 12, 16) + "}", 16, "expected 8", "hole");
    }

    @Test
    void trailingBytesAreRejected() {
        assertRejected("{" + A + "}", 9, "found 9 bytes of tensor data, expected 8");
    }

    @Test
    void truncatedDataIsRejected() {
        assertRejected("{" + A + "}", 7, "data_offsets [0, 8]", "7 bytes of data");
    }

    @Test
    void shapeThatDoesNotFitTheBytesIsRejected() {
        assertRejected("{" + entry("a", "F32", "[3]", 0, 8) + "}", 8, "shape [3] of F32 and 8 bytes, expected 12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"F16", "BF16", "I64", "f32", ""})
    void otherElementTypesAreRejected(String dtype) {
        assertRejected("{" + entry("a", dtype, "[2]", 0, 8) + "}", 8, "unsupported dtype, found \"" + dtype + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[-2]", "[2.0]", "[\"2\"]", "[null]", "2", "[99999999999999999999]", "[1,1,1,1,1,1,1,1,2]"})
    void shapesThatAreNoListOfAFewWholeNumbersAreRejected(String shape) {
        assertRejected("{" + entry("a", "F32", shape, 0, 8) + "}", 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[8,0]", "[0]", "[0,8,8]", "[-8,0]", "[0,8.0]", "{}", "null"})
    void offsetsThatAreNoRangeAreRejected(String offsets) {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":" + offsets + "}}";
        assertRejected(header, 8, "data_offsets");
    }

    @Test
    void repeatedTensorNameIsRejected() {
        assertRejected("{" + A + "," + A + "}", 8, "repeated key");
    }

    @Test
    void repeatedKeyOfATensorIsRejected() {
        assertRejected(
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                8,
                "repeated key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{}}",
                "{\"a\":[]}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}"
            })
    void tensorWithOtherKeysIsRejected(String header) {
        assertRejected(header, 8, "other keys than dtype, shape and data_offsets");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'__metadata__':{'a':1}}|strings only",
                "{'__metadata__':{'a':null}}|strings only",
                "{'__metadata__':[]}|not an object",
                "{'__metadata__':{'a':'b','a':'b'}}|repeated key"
            })
    void metadataThatIsNoObjectOfStringsIsRejected(String header, String reason) {
        assertRejected(header.replace('\'', '"'), 0, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", " {}", "{", "{}x", "{} {}", "{'a':1}", "{\"a\":NaN}", "{/**/}", "null"})
    void headerThatIsNoJsonObjectIsRejected(String header) {
        assertRejected(header, 0);
    }

    @Test
    void deepNestingIsRejected() {
        assertRejected("{\"a\":" + "[".repeat(500_000), 0, "not valid JSON");
    }

    @Test
    void headerInAnotherEncodingIsRejected() {
        byte[] header = "{}".getBytes(StandardCharsets.UTF_16LE);
        assertRejectedWithoutMemory(SafetensorsBytes.file(header.length, header, 0), "not valid JSON");
    }

    @Test
    void brokenUtf8IsRejected() {
        byte[] header = "{\"?\":{}}".getBytes(StandardCharsets.ISO_8859_1);
        header[2] = (byte) 0xC0;
        assertRejectedWithoutMemory(SafetensorsBytes.file(header.length, header, 0), "not UTF-8");
    }

    @Test
    void changedTensorByteIsFoundByItsDigest() {
        byte[] bytes = SafetensorsBytes.write(SafetensorsBytes.example());
        bytes[bytes.length - 1] ^= 1;
        assertStorageError(() -> SafetensorsBytes.read(bytes), "does not match its sha256 digest");
    }

    @Test
    void changedMetadataIsFoundByItsDigest() {
        byte[] bytes = SafetensorsBytes.write(SafetensorsBytes.example());
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\"epoch\":\"3\"", "\"epoch\":\"4\"");
        assertStorageError(
                () -> SafetensorsBytes.read(text.getBytes(StandardCharsets.ISO_8859_1)), "header_sha256 digest");
    }

    @Test
    void changedTensorNameIsFoundByItsDigest() {
        byte[] bytes = SafetensorsBytes.write(SafetensorsBytes.example());
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\"0.bias\"", "\"2.bias\"");
        assertStorageError(
                () -> SafetensorsBytes.read(text.getBytes(StandardCharsets.ISO_8859_1)), "header_sha256 digest");
    }

    @Test
    void lineBreaksInNamesStayOutOfMessages() {
        assertRejected(
                "{" + entry("a\\nb\\u2028c\\u001b[31m", "F16", "[2]", 0, 8) + "}", 8, "a\\u000ab\\u2028c\\u001b");
    }

    @Test
    void longNamesAreCutInMessages() {
        assertRejected("{" + entry("x".repeat(9_000), "F16", "[2]", 0, 8) + "}", 8, "xxx…\"");
    }

    private static TensorFile read(String header, int dataBytes) {
        return SafetensorsBytes.read(SafetensorsBytes.file(header, dataBytes));
    }

    private static void assertRejected(String header, int dataBytes, String... parts) {
        assertStorageError(() -> read(header, dataBytes), parts);
        assertStorageError(() -> read(header, dataBytes), SafetensorsBytes.WHERE + ": ");
    }

    /** A rejection takes less memory than the smallest header that is refused for its size. */
    private static void assertRejectedWithoutMemory(byte[] bytes, String... parts) {
        assertStorageError(() -> SafetensorsBytes.read(bytes), parts);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        assertStorageError(() -> SafetensorsBytes.read(bytes), parts);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 500_000, () -> allocated + " bytes");
    }
}
