package mnist.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import mnist.data.Sha256;

/**
 * Writes tensors in the safetensors format: 8 bytes of header length, little-endian; a JSON header; the tensors' raw
 * little-endian float32 bytes, one after the other. The same content gives the same bytes.
 *
 * <p>To the metadata it adds {@code sha256}, the SHA-256 of all tensor bytes, and {@code header_sha256}, that of the
 * metadata and the tensors' names, types and shapes.
 */
public final class SafetensorsWriter {
    private static final int PIECE = 1 << 14;

    private SafetensorsWriter() {}

    /**
     * Writes the file; to be called inside {@link AtomicFile#write}.
     *
     * @throws IllegalArgumentException if the header is longer than {@link SafetensorsReader} takes
     */
    public static void write(TensorFile file, OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        forEachPiece(file, digest::update);
        byte[] header = SafetensorsHeader.of(file, Sha256.hex(digest)).toBytes();
        if (header.length > SafetensorsHeader.MAX_BYTES) {
            throw new IllegalArgumentException("a header of " + header.length + " bytes is too long");
        }
        out.write(littleEndian(SafetensorsHeader.LENGTH_BYTES)
                .putLong(header.length)
                .array());
        out.write(header);
        forEachPiece(file, piece -> out.write(piece.array(), 0, piece.limit()));
    }

    /** Hands over the bytes of all tensors in pieces. The buffer is reused, and is ready to be read each time. */
    private static void forEachPiece(TensorFile file, AtomicFile.Content<ByteBuffer> consumer) throws IOException {
        ByteBuffer buffer = littleEndian(PIECE * Float.BYTES);
        for (Tensor tensor : file.tensors()) {
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
}
