package mnist.data;

import static mnist.data.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Small files with large claims cost neither time nor memory. */
class HostileFileTest {
    private static final long LIMIT = 64L << 20;

    private static byte[] header(int... words) {
        ByteBuffer header = ByteBuffer.allocate(4 * words.length);
        for (int word : words) {
            header.putInt(word);
        }
        return header.array();
    }

    private static byte[] zeros(byte[] header, int mebibytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed, 1 << 16)) {
            gzip.write(header);
            for (int i = 0; i < mebibytes; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        return packed.toByteArray();
    }

    private static void assertCheaplyRejected(Executable call, String where, String... parts) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertRejected(call, where, parts);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < LIMIT, () -> "allocated " + allocated + " bytes");
    }

    @Test
    void twentyBytesThatClaimFourBillionImagesAreRejected(@TempDir Path directory) throws IOException {
        new IdxBuilder().write(directory, Split.TRAIN);
        Path file = directory.resolve(Split.TRAIN.imageFile());
        Files.write(file, header(0x0803, 0xFFFFFFFF, 28, 28, 0));
        assertCheaplyRejected(
                () -> Dataset.load(directory, Split.TRAIN),
                file.toString(),
                "truncated payload at byte 20",
                "found 20 bytes, expected 3367254359296 for 4294967295 x 28 x 28");
    }

    @Test
    void contentFarBeyondTheHeaderIsRejected() throws IOException {
        byte[] bomb = zeros(header(0x0803, 6, 3, 4), 100);
        assertCheaplyRejected(
                () -> IdxBuilder.read(bomb, new IdxBuilder().labelFile()), "images", "trailing bytes at byte 88");
    }

    @Test
    void bombWithoutItsLabelsIsRejected() throws IOException {
        byte[] bomb = zeros(header(0x0803, 100, 1024, 1024), 100);
        assertCheaplyRejected(() -> IdxBuilder.read(bomb, new IdxBuilder().labelFile()), "labels", "counts differ");
    }

    @Test
    void packedClaimBeyondAnyRatioIsRejected() throws IOException {
        byte[] bomb = zeros(header(0x0803, 6, 1 << 14, 1 << 14), 1);
        assertCheaplyRejected(() -> IdxBuilder.read(bomb, new IdxBuilder().labelFile()), "images", "exceeds the file");
    }

    @Test
    void packedClaimThatNeverArrivesIsRejected() throws IOException {
        byte[] noise = new byte[1 << 18];
        RandomStream random = new RandomStream(1, "noise", 0);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) random.nextLong();
        }
        byte[] claim = IdxBuilder.gzip(concat(header(0x0803, 6, 4096, 8192), noise));
        assertCheaplyRejected(
                () -> IdxBuilder.read(claim, new IdxBuilder().labelFile()), "images", "truncated payload at byte");
    }

    @Test
    void payloadLargerThanTheHeapIsRejectedInOneLine() {
        long rows = Math.min(Runtime.getRuntime().maxMemory(), Integer.MAX_VALUE) / 1024 + 1;
        assertTooLarge(rows);
    }

    @Test
    void payloadLargerThanAnArrayIsRejectedInOneLine() {
        assertTooLarge(1 << 22);
    }

    private static void assertTooLarge(long rows) {
        byte[] header = header(0x0803, 1, (int) rows, 1024);
        InputStream endless = new SequenceInputStream(new ByteArrayInputStream(header), InputStream.nullInputStream());
        IdxFile file = new IdxFile("f", endless, header.length + rows * 1024);
        String need = "1 x " + rows + " x 1024 elements that need " + rows / 1024 + " MB";
        assertCheaplyRejected(file::readPayload, "f", "too large for the memory", need, "MB of the Java heap");
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
