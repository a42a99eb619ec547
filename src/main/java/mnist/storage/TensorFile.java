package mnist.storage;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a safetensors file holds. The digests that guard the file belong to the file format, and are not part of this.
 *
 * @param metadata texts by name, in the order of their names
 * @param tensors in the order of their bytes in the file
 */
public record TensorFile(Map<String, String> metadata, List<Tensor> tensors) {
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
