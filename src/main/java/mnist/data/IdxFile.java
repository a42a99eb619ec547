package mnist.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * One open IDX file, plain or packed by gzip; its first two bytes tell which, not its name.
 *
 * <p>Opening reads the header and holds it against the size of the file, so that nothing is allocated for a claim that
 * cannot be true. The elements are read once, by {@link #readPayload}. Every fault is a {@link DataException} that
 * names the file, the fault and its byte offset: in the unpacked content, or in the packed file if that is corrupt.
 */
public final class IdxFile implements AutoCloseable {
    /** A packed file proves its claim only by being unpacked, so memory for it grows from here as content arrives. */
    private static final int FIRST_ALLOCATION = 48 << 20;
    /** Deflate packs at most 258 bytes into 2 bits. */
    private static final long LARGEST_DEFLATE_RATIO = 1032;
    /** The largest array that every JVM can make. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final UnpackedFile content;
    private final IdxHeader header;
    private String sha256;

    /**
     * Opens a file and reads its header.
     *
     * @throws DataException if the file cannot be read, its header is not one of IDX, or the header's claim does not
     *     fit the file's size
     */
    public static IdxFile open(Path path) {
        try {
            long length = Files.size(path);
            return new IdxFile(path.toString(), Files.newInputStream(path), length);
        } catch (IOException e) {
            throw UnpackedFile.unreadable(path.toString(), e);
        }
    }

    /** Reads the header from a stream of {@code length} bytes, and closes the stream if that fails. */
    IdxFile(String name, InputStream file, long length) {
        content = new UnpackedFile(name, file, length);
        try {
            header = IdxHeader.read(content);
            requirePossibleClaim();
        } catch (DataException e) {
            content.close();
            throw e;
        }
    }

    /** Returns the element type and the dimensions. */
    public IdxHeader header() {
        return header;
    }

    /** Returns the path as it was given, for messages. */
    public String name() {
        return content.name();
    }

    /**
     * Reads all elements, as they stand in the file, and the end of the file after them.
     *
     * @throws DataException if the payload is truncated, corrupt, followed by further bytes, or more than fits into
     *     memory
     * @throws IllegalStateException if the payload was read before
     */
    public byte[] readPayload() {
        if (sha256 != null) {
            throw new IllegalStateException(name() + ": the payload was read before");
        }
        long size = header.payloadBytes();
        if (size > largestPayload()) {
            throw tooLarge(size, null);
        }
        byte[] payload;
        try {
            payload = readPayload((int) size);
        } catch (OutOfMemoryError e) {
            throw tooLarge(size, e);
        }
        if (!content.isAtEnd()) {
            throw content.fault("trailing bytes", header.bytes() + size, "found more content, expected the end");
        }
        sha256 = content.sha256();
        return payload;
    }

    /**
     * Returns the SHA-256 of the unpacked content, header included, in lower-case hexadecimal.
     *
     * @throws IllegalStateException if the payload has not been read
     */
    public String sha256() {
        if (sha256 == null) {
            throw new IllegalStateException(name() + ": the payload has not been read");
        }
        return sha256;
    }

    @Override
    public void close() {
        content.close();
    }

    private void requirePossibleClaim() {
        long claim;
        try {
            claim = header.bytes() + header.payloadBytes();
        } catch (ArithmeticException e) {
            String detail = "found " + header.shape() + ", expected less than 2^63 bytes";
            throw content.fault("dimension product overflows", 4, detail);
        }
        long length = content.length();
        if (content.isPacked()) {
            if (claim / LARGEST_DEFLATE_RATIO > length) {
                String detail = "found " + length + " packed bytes, expected to unpack " + describe(claim);
                throw content.fault("dimension product exceeds the file", 4, detail);
            }
        } else if (claim != length) {
            String fault = claim > length ? "truncated payload" : "trailing bytes";
            String detail = "found " + length + " bytes, expected " + describe(claim);
            throw content.fault(fault, Math.min(claim, length), detail);
        }
    }

    private byte[] readPayload(int size) {
        byte[] payload = new byte[content.isPacked() ? Math.min(size, FIRST_ALLOCATION) : size];
        int filled = 0;
        while (filled < size) {
            if (filled == payload.length) {
                payload = Arrays.copyOf(payload, (int) Math.min(size, 2L * filled));
            }
            int count = content.read(payload, filled, payload.length - filled);
            if (count < 0) {
                long end = header.bytes() + (long) filled;
                String detail = "found " + end + " bytes, expected " + describe(header.bytes() + (long) size);
                throw content.fault("truncated payload", end, detail);
            }
            filled += count;
        }
        return payload;
    }

    private String describe(long claim) {
        return claim + " for " + header.shape() + " elements of type " + header.type();
    }

    /** Makes the exception for a memory need of {@code size} bytes that the Java heap cannot serve. */
    DataException tooLarge(long size, OutOfMemoryError cause) {
        return new DataException(
                String.format(
                        Locale.ROOT,
                        "%s: too large for the memory, found %s elements that need %d MB, expected at most the %d MB of the"
                                + " Java heap. Make the heap larger, as with MNIST_JAVA_OPTS=-Xmx2g, or use a smaller file.",
                        name(),
                        header.shape(),
                        size >> 20,
                        largestPayload() >> 20),
                cause);
    }

    private static long largestPayload() {
        return Math.min(LARGEST_ARRAY, Runtime.getRuntime().maxMemory());
    }
}
