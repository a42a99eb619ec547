package mnist.storage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON header of a safetensors file: an object with one entry for each tensor, and the texts of
 * {@code __metadata__}.
 *
 * @param metadata texts by name, the digests among them
 * @param tensors in the order of their bytes, which follow each other from 0 without a hole
 */
record SafetensorsHeader(Map<String, String> metadata, List<TensorEntry> tensors) {
    /** The key of the header that is no tensor. */
    static final String METADATA = "__metadata__";
    /** The most bytes that a header may have: room for thousands of tensors and a long config. */
    static final int MAX_BYTES = 1 << 20;
    /** The bytes before the header: its length. */
    static final int LENGTH_BYTES = Long.BYTES;

    private static final JsonMapper JSON = new JsonMapper();

    /** Returns the header for tensors that are to be written as float32 one after the other. */
    static SafetensorsHeader of(Map<String, String> metadata, List<Tensor> tensors, String tensorDigest) {
        List<TensorEntry> entries = new ArrayList<>();
        long begin = 0;
        for (Tensor tensor : tensors) {
            long end = begin + (long) tensor.values().length * Float.BYTES;
            entries.add(new TensorEntry(tensor.name(), TensorEntry.Type.F32, tensor.shape(), begin, end));
            begin = end;
        }
        Map<String, String> all = new TreeMap<>(metadata);
        all.put(Digests.TENSORS, tensorDigest);
        all.put(Digests.HEADER, Digests.ofHeader(all, entries));
        return new SafetensorsHeader(all, entries);
    }

    /** Returns the header's bytes: JSON, filled up with spaces so that the tensor data starts at a multiple of 8. */
    byte[] toBytes() {
        byte[] json = toJson().toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private ObjectNode toJson() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode texts = root.putObject(METADATA);
        metadata.forEach(texts::put);
        for (TensorEntry entry : tensors) {
            ObjectNode node = root.putObject(entry.name());
            node.put("dtype", entry.type().name());
            entry.shape().forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(entry.begin()).add(entry.end());
        }
        return root;
    }
}
