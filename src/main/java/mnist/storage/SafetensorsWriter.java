package mnist.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes tensors in the safetensors format: 8 bytes of header length, little-endian; a JSON header; the tensors' raw
 * little-endian float32 bytes, one after the other. The same content gives the same bytes.
 *
 * <p>To the metadata it adds {@code sha256}, the SHA-256 of all tensor bytes, and {@code header_sha256}, that of the
 * metadata and the tensors' names, types and shapes.
 */
public final class SafetensorsWriter {
    private SafetensorsWriter() {}

    /**
     * Writes the file; to be called inside {@link AtomicFile#write}.
     *
     * @throws IllegalArgumentException if the header is longer than {@link SafetensorsReader} takes
     */
    public static void write(TensorFile file, OutputStream out) throws IOException {
        String digest = Digests.ofTensors(file.tensors());
        byte[] header =
                SafetensorsHeader.of(file.metadata(), file.tensors(), digest).toBytes();
        if (header.length > SafetensorsHeader.MAX_BYTES) {
            throw new IllegalArgumentException("a header of " + header.length + " bytes is too long");
        }
        out.write(ByteBuffer.allocate(SafetensorsHeader.LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        for (Tensor tensor : file.tensors()) {
            TensorBytes.forEachPiece(tensor, piece -> out.write(piece.array(), 0, piece.limit()));
        }
    }
}
