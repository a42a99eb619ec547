package mnist.storage;

import static mnist.storage.StorageErrors.assertStorageError;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A checkpoint of which one thing is bent, with digests that fit. */
final class BentCheckpoint {
    private BentCheckpoint() {}

    static void assertRejected(Path file, UnaryOperator<TensorFile> bend, String... parts) {
        TensorFile bent = bend.apply(SafetensorsReader.read(file));
        AtomicFile.write(file, bent::write);
        assertStorageError(() -> CheckpointFile.read(file), parts);
    }

    /** Puts a tensor in the place of the one with the given name, or adds it; null only takes away. */
    static UnaryOperator<TensorFile> withTensor(String name, Tensor tensor) {
        return content -> {
            List<Tensor> tensors = new ArrayList<>(content.tensors());
            tensors.removeIf(old -> old.name().equals(name));
            if (tensor != null) {
                tensors.add(tensor);
            }
            return new TensorFile(content.metadata(), tensors);
        };
    }
}
