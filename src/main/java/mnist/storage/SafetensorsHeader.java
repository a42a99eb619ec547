package mnist.storage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mnist.data.Sha256;
import mnist.json.Json;

/**
 * The JSON header of a safetensors file: an object with one entry for each tensor, and the texts of
 * {@code __metadata__}. Two of these are SHA-256 digests, which guard the file: one of the tensor bytes, one of everything
 * else that matters. The second does not depend on how the header's JSON is spaced, ordered or escaped.
 *
 * @param metadata texts by name, the digests among them
 * @param tensors in the order of their bytes, which follow each other from 0 without a hole
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> tensors) {
    /** The key of the header that is no tensor. */
    static final String METADATA = "__metadata__";
    /** The metadata key of the digest of all tensor bytes, in the order of the file. */
    static final String TENSORS_SHA256 = "sha256";
    /** The metadata key of the digest of metadata, tensor names, types and shapes. */
    static final String HEADER_SHA256 = "header_sha256";
    /** The most bytes that a header may have: room for thousands of tensors and a long config. */
    static final int MAX_BYTES = 1 << 20;
    /** The bytes before the header: its length. */
    static final int LENGTH_BYTES = Long.BYTES;

    /** The element types that are read, by their names in the format. */
    enum Type {
        F32(Float.BYTES),
        F64(Double.BYTES);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }
    }

    /**
     * What the header says of one tensor.
     *
     * @param shape its sizes, the slowest-varying first
     * @param begin its first byte, counted from the first byte of tensor data
     */
    record Entry(String name, Type type, List<Integer> shape, long begin) {
        /** Returns how many numbers it holds. */
        int count() {
            return Math.toIntExact(bytes() / type.bytes);
        }

        /**
         * Returns how many bytes it takes.
         *
         * @throws ArithmeticException if there are more than a {@code long} counts
         */
        long bytes() {
            return shape.stream().mapToLong(Integer::longValue).reduce(type.bytes, Math::multiplyExact);
        }

        /** Returns the byte after its last. */
        long end() {
            return begin + bytes();
        }
    }

    /** Returns the header of a file whose tensors are written as float32, one after the other. */
    static SafetensorsHeader of(TensorFile file, String tensorsSha256) {
        List<Entry> entries = new ArrayList<>();
        long begin = 0;
        for (Tensor tensor : file.tensors()) {
            Entry entry = new Entry(tensor.name(), Type.F32, tensor.shape(), begin);
            entries.add(entry);
            begin = entry.end();
        }
        Map<String, String> texts = new TreeMap<>(file.metadata());
        texts.put(TENSORS_SHA256, tensorsSha256);
        texts.put(HEADER_SHA256, new SafetensorsHeader(texts, entries).sha256());
        return new SafetensorsHeader(texts, entries);
    }

    /**
     * Returns the digest of this header: each of {@code name NUL text NUL} for the metadata, sorted by name and without
     * this digest itself, then {@code name NUL type shape NUL} for the tensors in the order of the file.
     */
    String sha256() {
        MessageDigest digest = Sha256.digest();
        new TreeMap<>(metadata).forEach((name, text) -> {
            if (!name.equals(HEADER_SHA256)) {
                update(digest, name, text);
            }
        });
        tensors.forEach(entry -> update(digest, entry.name, entry.type.name() + entry.shape));
        return Sha256.hex(digest);
    }

    private static void update(MessageDigest digest, String name, String text) {
        digest.update((name + '\0' + text + '\0').getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the header's bytes: JSON, filled up with spaces so that the tensor data starts at a multiple of 8. */
    byte[] toBytes() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        metadata.forEach(root.putObject(METADATA)::put);
        for (Entry entry : tensors) {
            ObjectNode node = root.putObject(entry.name).put("dtype", entry.type.name());
            entry.shape.forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(entry.begin).add(entry.end());
        }
        byte[] json = Json.compact(root).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }
}
