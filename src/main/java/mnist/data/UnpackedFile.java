package mnist.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.ZipException;

/**
 * The content of one file, unpacked on the way if its first two bytes are those of gzip, and its SHA-256.
 *
 * <p>Whatever is wrong ends in a {@link DataException} with the file's name.
 */
final class UnpackedFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final long length;
    private final boolean packed;
    private final InputStream content;
    private final MessageDigest digest = Sha256.digest();

    /** Takes over a stream of {@code length} bytes; it is closed with this, or now if its first bytes are unreadable. */
    UnpackedFile(String name, InputStream file, long length) {
        this.name = name;
        this.length = length;
        int bufferSize = (int) Math.min(BUFFER, Math.max(length, 2));
        BufferedInputStream buffered = new BufferedInputStream(file, bufferSize);
        try {
            packed = startsWithGzipMagic(buffered);
        } catch (IOException e) {
            closeQuietly(buffered);
            throw unreadable(name, e);
        }
        content = packed ? new GzipReader(buffered, bufferSize) : buffered;
    }

    /** Returns the SHA-256 of a file's content, or what is wrong with it if it cannot be read to its end. */
    static String sha256(Path path) {
        try (UnpackedFile file = new UnpackedFile(path.toString(), Files.newInputStream(path), Files.size(path))) {
            byte[] buffer = new byte[BUFFER];
            int read = 0;
            while (read >= 0) {
                read = file.read(buffer, 0, BUFFER);
            }
            return file.sha256();
        } catch (IOException | DataException e) {
            return e.toString();
        }
    }

    String name() {
        return name;
    }

    /** Returns the bytes that the file takes on the disk. */
    long length() {
        return length;
    }

    boolean isPacked() {
        return packed;
    }

    /** Reads some bytes of the content into the array, at least 1; returns how many, or -1 at the end. */
    int read(byte[] target, int offset, int count) {
        try {
            int read = content.read(target, offset, Math.min(count, BUFFER));
            digest.update(target, offset, Math.max(read, 0));
            return read;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** Returns whether all content has been read; of a packed file the checksum is then verified. */
    boolean isAtEnd() {
        try {
            return content.read() < 0;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** Returns the SHA-256 of what was read, in lower-case hexadecimal; to be asked for once, at the end. */
    String sha256() {
        return Sha256.hex(digest);
    }

    /** Makes the exception for a fault in the content. */
    DataException fault(String what, long offset, String foundAndExpected) {
        String where = packed ? " of the unpacked content" : "";
        return new DataException(
                name + ": " + what + " at byte " + offset + where + ", " + foundAndExpected + ". Get the file again.");
    }

    static DataException unreadable(String name, IOException e) {
        if (e instanceof ZipException) {
            return new DataException(name + ": " + e.getMessage() + ". Get the file again.", e);
        }
        return new DataException(
                name + ": cannot be read, " + IoReason.of(e) + ". Check the path and its permissions.", e);
    }

    @Override
    public void close() {
        closeQuietly(content);
    }

    private static boolean startsWithGzipMagic(BufferedInputStream file) throws IOException {
        file.mark(2);
        int magic = file.read() << 8 | file.read();
        file.reset();
        return magic == GzipReader.MAGIC;
    }

    private static void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // What was read is already checked in full, or already rejected: a failed close takes nothing from it.
        }
    }
}
