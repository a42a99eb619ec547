package mnist.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mnist.data.Sha256;
import mnist.json.Quote;

/**
 * Reads a safetensors file. Everything that its header claims is compared with the file's own length before memory is
 * taken for tensors, and the digests that {@link TensorFile#write} adds are compared where there are any: files of
 * other programs have none. Tensors of type F32 and F64 are read, the latter rounded to float32.
 *
 * <p>Numbers that are NaN or infinite are let in; {@link TensorFile#requireFinite} finds them.
 */
public final class SafetensorsReader {
    /** What every message about a bad file ends with. */
    static final String ADVICE = "The file is damaged or no checkpoint; use another one.";

    private final String where;
    private final InputStream in;

    private SafetensorsReader(String where, InputStream in) {
        this.where = where;
        this.in = in;
    }

    /**
     * Reads a file.
     *
     * @throws StorageException if it is missing, cannot be read, or is not a whole and valid safetensors file
     */
    public static TensorFile read(Path file) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new StorageException(file + ": is not a file. Give the path of a checkpoint file.");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return read(in, Files.size(file), file.toString());
            }
        } catch (IOException e) {
            throw StorageException.cannotRead(file, e);
        }
    }

    /**
     * Reads a file's content from a stream.
     *
     * @param in the content
     * @param length how many bytes it has
     * @param where what to call it in messages
     * @throws StorageException if it is not whole and valid
     */
    static TensorFile read(InputStream in, long length, String where) throws IOException {
        return new SafetensorsReader(where, in).read(length);
    }

    private TensorFile read(long length) throws IOException {
        if (length < SafetensorsHeader.LENGTH_BYTES) {
            throw bad("is too short, found " + length + " bytes, expected at least " + SafetensorsHeader.LENGTH_BYTES);
        }
        long headerBytes =
                littleEndian(readFully(SafetensorsHeader.LENGTH_BYTES)).getLong();
        long rest = length - SafetensorsHeader.LENGTH_BYTES;
        if (headerBytes < 0 || headerBytes > Integer.MAX_VALUE) {
            throw bad("does not begin like a safetensors file, with the length of its header");
        }
        long most = Math.min(rest, SafetensorsHeader.MAX_BYTES);
        if (headerBytes > most) {
            throw bad("claims a header of " + headerBytes + " bytes, expected at most " + most);
        }
        SafetensorsHeader header = new HeaderParser(where, rest - headerBytes).parse(readFully((int) headerBytes));
        checkDigest(header, SafetensorsHeader.HEADER_SHA256, header.sha256());
        checkMemory(header);
        return new TensorFile(withoutDigests(header.metadata()), readTensors(header));
    }

    private void checkMemory(SafetensorsHeader header) {
        long needed = Float.BYTES
                * header.tensors().stream()
                        .mapToLong(SafetensorsHeader.Entry::count)
                        .sum();
        long most = Runtime.getRuntime().maxMemory();
        if (needed > most) {
            throw new StorageException(where + ": does not fit into memory, found " + needed
                    + " bytes of numbers, expected at most " + most + ". Give the program more memory with -Xmx.");
        }
    }

    private List<Tensor> readTensors(SafetensorsHeader header) throws IOException {
        MessageDigest digest = Sha256.digest();
        List<Tensor> tensors = new ArrayList<>();
        for (SafetensorsHeader.Entry entry : header.tensors()) {
            tensors.add(new Tensor(entry.name(), entry.shape(), readValues(entry, digest)));
        }
        checkDigest(header, SafetensorsHeader.TENSORS_SHA256, Sha256.hex(digest));
        return tensors;
    }

    private float[] readValues(SafetensorsHeader.Entry entry, MessageDigest digest) throws IOException {
        float[] values = new float[entry.count()];
        for (int start = 0; start < values.length; start += TensorFile.PIECE) {
            int count = Math.min(TensorFile.PIECE, values.length - start);
            byte[] bytes = readFully(count * entry.type().bytes());
            digest.update(bytes);
            ByteBuffer piece = littleEndian(bytes);
            if (entry.type() == SafetensorsHeader.Type.F32) {
                piece.asFloatBuffer().get(values, start, count);
            } else {
                for (int i = start; i < start + count; i++) {
                    values[i] = (float) piece.getDouble();
                }
            }
        }
        return values;
    }

    private void checkDigest(SafetensorsHeader header, String key, String computed) {
        String stored = header.metadata().get(key);
        if (stored != null && !stored.equals(computed)) {
            throw bad("its content does not match its " + key + " digest, found " + computed + ", expected "
                    + Quote.quoted(stored));
        }
    }

    private static Map<String, String> withoutDigests(Map<String, String> metadata) {
        Map<String, String> rest = new TreeMap<>(metadata);
        rest.remove(SafetensorsHeader.TENSORS_SHA256);
        rest.remove(SafetensorsHeader.HEADER_SHA256);
        return rest;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads exactly that many bytes; the file may have become shorter since its length was asked for. */
    private byte[] readFully(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw bad("ended while it was read, found " + bytes.length + " bytes, expected " + count + " more");
        }
        return bytes;
    }

    private StorageException bad(String what) {
        return new StorageException(where + ": " + what + ". " + ADVICE);
    }
}
