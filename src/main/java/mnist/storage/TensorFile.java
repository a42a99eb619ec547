package mnist.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.data.Sha256;

/**
 * What a safetensors file holds. The digests that guard the file belong to the file format, and are not part of this: {@code sha256},
 * the SHA-256 of all tensor bytes, and {@code header_sha256}, that of the metadata and the tensors' names, types and shapes.
 *
 * @param metadata texts by name, in the order of their names
 * @param tensors in the order of their bytes in the file
 */
public record TensorFile(Map<String, String> metadata, List<Tensor> tensors) {
    /** The numbers that are read or written at a time. */
    static final int PIECE = 1 << 14;

    /**
     * Copies both, and checks the names.
     *
     * @throws IllegalArgumentException if two tensors have one name, or a name is one that the file format needs
     */
    public TensorFile {
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        tensors = List.copyOf(tensors);
        if (metadata.containsKey(SafetensorsHeader.TENSORS_SHA256)
                || metadata.containsKey(SafetensorsHeader.HEADER_SHA256)) {
            throw new IllegalArgumentException("digests are made by the writer, and are no metadata");
        }
        Set<String> names = new HashSet<>(Set.of(SafetensorsHeader.METADATA));
        for (Tensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("the tensor name " + tensor.name() + " is taken");
            }
        }
    }

    /**
     * Writes the file: 8 bytes of header length, little-endian; a JSON header; the tensors' raw little-endian float32 bytes, one
     * after the other. The same content gives the same bytes. To be called inside {@link AtomicFile#write}.
     *
     * @throws IllegalArgumentException if the header is longer than {@link SafetensorsReader} takes
     */
    public void write(OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        forEachPiece(digest::update);
        byte[] header = SafetensorsHeader.of(this, Sha256.hex(digest)).toBytes();
        if (header.length > SafetensorsHeader.MAX_BYTES) {
            throw new IllegalArgumentException("a header of " + header.length + " bytes is too long");
        }
        out.write(littleEndian(SafetensorsHeader.LENGTH_BYTES)
                .putLong(header.length)
                .array());
        out.write(header);
        forEachPiece(piece -> out.write(piece.array(), 0, piece.limit()));
    }

    /** Hands over the bytes of all tensors in pieces. The buffer is reused, and is ready to be read each time. */
    private void forEachPiece(IoConsumer<ByteBuffer> consumer) throws IOException {
        ByteBuffer buffer = littleEndian(PIECE * Float.BYTES);
        for (Tensor tensor : tensors) {
            float[] values = tensor.values();
            for (int start = 0; start < values.length; start += PIECE) {
                int count = Math.min(PIECE, values.length - start);
                buffer.clear().limit(count * Float.BYTES);
                buffer.asFloatBuffer().put(values, start, count);
                consumer.accept(buffer);
            }
        }
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the tensors by their names. */
    public Map<String, Tensor> byName() {
        return tensors.stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
    }

    /**
     * Checks that no number is NaN or infinite.
     *
     * @param file for the message
     * @param advice what to do
     * @throws StorageException naming the first that is, such as {@code 0.weight[17] is NaN}
     */
    public void requireFinite(Path file, String advice) {
        for (Tensor tensor : tensors) {
            float[] values = tensor.values();
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    throw new StorageException(
                            "%s: a parameter is not finite, found %s[%d] is %s, expected a number. %s"
                                    .formatted(file, tensor.name(), i, values[i], advice));
                }
            }
        }
    }
}
