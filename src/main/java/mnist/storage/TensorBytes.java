package mnist.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Float32 numbers as little-endian bytes, a piece at a time. */
final class TensorBytes {
    private static final int PIECE = 1 << 14;

    private TensorBytes() {}

    /** Hands over the bytes of a tensor in pieces. The buffer is reused, and is ready to be read each time. */
    static void forEachPiece(Tensor tensor, IoConsumer<ByteBuffer> consumer) throws IOException {
        float[] values = tensor.values();
        ByteBuffer buffer = ByteBuffer.allocate(Math.min(PIECE, values.length) * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int start = 0; start < values.length; start += PIECE) {
            int count = Math.min(PIECE, values.length - start);
            buffer.clear().limit(count * Float.BYTES);
            buffer.asFloatBuffer().put(values, start, count);
            consumer.accept(buffer);
        }
    }
}
