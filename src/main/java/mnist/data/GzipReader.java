package mnist.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks a gzip file (RFC 1952) of one or several members and says at which byte it is corrupt.
 *
 * <p>It is here because {@link java.util.zip.GZIPInputStream} takes any bytes after the last member for the end of the
 * file, and cannot say where it stopped. Every fault is a {@link ZipException} that names it and its offset in the
 * packed file.
 */
final class GzipReader extends InputStream {
    /** The first two bytes of a gzip file. */
    static final int MAGIC = 0x1f8b;

    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xE0;

    private final InputStream packed;
    private final byte[] buffer;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int position;
    private int limit;
    private long bytesRead;
    private boolean started;
    private boolean ended;

    /** Reads nothing yet; {@link #close} releases the unpacker and the packed stream. */
    GzipReader(InputStream packed, int bufferSize) {
        this.packed = packed;
        this.buffer = new byte[bufferSize];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!started) {
            started = true;
            readMemberHeader();
        }
        while (!ended && length > 0) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                readTrailer();
                startNextMember();
            } else if (inflater.needsInput()) {
                position = limit;
                require(fill(), "truncated gzip data");
                inflater.setInput(buffer, 0, limit);
            } else {
                throw fault("it needs a preset dictionary");
            }
        }
        return length == 0 ? 0 : -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }

    private int inflate(byte[] target, int offset, int length) throws ZipException {
        try {
            int count = inflater.inflate(target, offset, length);
            position = limit - inflater.getRemaining();
            return count;
        } catch (DataFormatException e) {
            position = limit - inflater.getRemaining();
            throw fault(e.getMessage() == null ? "invalid deflate stream" : e.getMessage());
        }
    }

    private void readMemberHeader() throws IOException {
        crc.reset();
        int magic = nextByte() << 8 | nextByte();
        require(magic == MAGIC, "trailing bytes after the gzip data");
        int method = nextByte();
        require(method == DEFLATE, "unsupported gzip method " + method);
        int flags = nextByte();
        require((flags & RESERVED) == 0, "unsupported gzip flags " + flags);
        skip(6); // modification time, extra flags, operating system
        if ((flags & EXTRA) != 0) {
            skip(nextByte() | nextByte() << 8);
        }
        skipStrings(((flags & NAME) == 0 ? 0 : 1) + ((flags & COMMENT) == 0 ? 0 : 1));
        if ((flags & HEADER_CRC) != 0) {
            int expected = (int) crc.getValue() & 0xFFFF;
            require((nextByte() | nextByte() << 8) == expected, "corrupt gzip header checksum");
        }
        crc.reset();
        inflater.reset();
        inflater.setInput(buffer, position, limit - position);
    }

    /** Compares the checksum and the length, modulo 2^32, of what was unpacked with those that were packed. */
    private void readTrailer() throws IOException {
        long checksum = crc.getValue();
        long length = inflater.getBytesWritten() & 0xFFFFFFFFL;
        require(nextInt() == checksum, "corrupt gzip data, wrong checksum");
        require(nextInt() == length, "corrupt gzip data, wrong length");
    }

    private void startNextMember() throws IOException {
        if (position == limit && !fill()) {
            ended = true;
        } else {
            readMemberHeader();
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            nextByte();
        }
    }

    private void skipStrings(int count) throws IOException {
        int left = count;
        while (left > 0) {
            if (nextByte() == 0) {
                left--;
            }
        }
    }

    private long nextInt() throws IOException {
        return nextByte() | nextByte() << 8 | nextByte() << 16 | (long) nextByte() << 24;
    }

    private int nextByte() throws IOException {
        require(position < limit || fill(), "truncated gzip data");
        crc.update(buffer[position]);
        return buffer[position++] & 0xFF;
    }

    private boolean fill() throws IOException {
        int count = packed.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(count, 0);
        bytesRead += limit;
        return count > 0;
    }

    private ZipException fault(String detail) {
        return new ZipException("corrupt gzip data at byte " + (bytesRead - limit + position) + ": " + detail);
    }

    private void require(boolean holds, String fault) throws ZipException {
        if (!holds) {
            throw new ZipException(fault + " at byte " + (bytesRead - limit + position));
        }
    }
}
