package mnist.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Builds safetensors files in memory, right and wrong ones. */
public final class SafetensorsBytes {
    static final String WHERE = "net.safetensors";

    private SafetensorsBytes() {}

    /** A header, taken as it is, and as many bytes of data. */
    static byte[] file(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return file(text.length, text, dataBytes);
    }

    static byte[] file(long claimedLength, byte[] header, int dataBytes) {
        return ByteBuffer.allocate(Long.BYTES + header.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(claimedLength)
                .put(header)
                .array();
    }

    /** A header entry in JSON. */
    public static String entry(String name, String dtype, String shape, long begin, long end) {
        return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + ","
                + end + "]}";
    }

    static TensorFile example() {
        return new TensorFile(
                Map.of("epoch", "3", "config", "{\n  \"näme\": \"x\"\n}"),
                List.of(
                        new Tensor("0.weight", List.of(2, 3), new float[] {1, -2, 0.25f, 3.5f, 0, -0.125f}),
                        new Tensor("0.bias", List.of(2), new float[] {1e-30f, 65504}),
                        new Tensor("empty", List.of(0, 4), new float[0]),
                        new Tensor("scale", List.of(), new float[] {7})));
    }

    static byte[] write(TensorFile file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            file.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static TensorFile read(byte[] bytes) {
        try {
            return SafetensorsReader.read(new ByteArrayInputStream(bytes), bytes.length, WHERE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
