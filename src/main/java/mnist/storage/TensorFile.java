package mnist.storage;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mnist.json.Quote;

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

    /** Returns the tensor of the given name, if there is one. */
    public Optional<Tensor> tensor(String name) {
        return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
    }

    /** Returns a description of the first number that is NaN or infinite, such as {@code 0.weight[17] is NaN}. */
    public Optional<String> firstNonFinite() {
        for (Tensor tensor : tensors) {
            int index = tensor.firstNonFinite();
            if (index >= 0) {
                return Optional.of(Quote.escape(tensor.name()) + "[" + index + "] is " + tensor.values()[index]);
            }
        }
        return Optional.empty();
    }
}
