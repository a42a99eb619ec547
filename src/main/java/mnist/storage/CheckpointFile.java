package mnist.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.config.Config;
import mnist.config.ConfigException;
import mnist.config.ConfigReader;
import mnist.nn.Architecture;
import mnist.nn.Network;
import mnist.nn.Parameters;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A checkpoint as one safetensors file (DESIGN §5). The tensors are named and shaped as a PyTorch
 * {@code nn.Sequential(Linear, activation, Linear, …)} names them: {@code 0.weight} is {@code W^1}, {@code (n_1, n_0)},
 * {@code 0.bias} is {@code b^1}, {@code (n_1)}, {@code 2.weight} is {@code W^2}, and so on.
 */
public final class CheckpointFile {
    private CheckpointFile() {}

    /**
     * Writes a checkpoint, as a whole or not at all. The same checkpoint gives the same bytes.
     *
     * @throws StorageException if the file cannot be written; what was there before is then unchanged
     */
    public static void write(Path file, Checkpoint checkpoint) {
        write(file, checkpoint, Durability.FORCED);
    }

    /**
     * Writes a checkpoint, as a whole or not at all. The same checkpoint gives the same bytes.
     *
     * @param durability whether to wait for the disk
     * @throws StorageException if the file cannot be written; what was there before is then unchanged
     */
    public static void write(Path file, Checkpoint checkpoint, Durability durability) {
        Parameters parameters = checkpoint.network().parameters();
        List<Tensor> tensors = new ArrayList<>();
        for (int l = 1; l <= parameters.architecture().layers(); l++) {
            INDArray weights = parameters.weights(l);
            tensors.add(new Tensor(weightName(l), List.of(weights.rows(), weights.columns()), floats(weights)));
            tensors.add(new Tensor(biasName(l), List.of(weights.rows()), floats(parameters.biases(l))));
        }
        Map<String, String> metadata = CheckpointMetadata.of(checkpoint);
        AtomicFile.write(file, durability, out -> SafetensorsWriter.write(new TensorFile(metadata, tensors), out));
    }

    /**
     * Reads a checkpoint.
     *
     * @throws StorageException if the file is missing or damaged, is no checkpoint of this program, does not hold the
     *     network of its own config, or has a parameter that is not finite
     */
    public static Checkpoint read(Path file) {
        TensorFile content = SafetensorsReader.read(file);
        CheckpointMetadata metadata = new CheckpointMetadata(file, content.metadata());
        Config config = config(file, metadata.config());
        Architecture architecture = config.network().architecture();
        // Before any memory is taken: the config may claim a network of any size.
        requireTensors(architecture, content, file);
        Network network = new Network(Parameters.zeros(architecture, DataType.FLOAT));
        fill(network, content);
        content.firstNonFinite().ifPresent(which -> {
            throw new StorageException(file + ": a parameter is not finite, found " + which
                    + ", expected a number. The training diverged; use an earlier checkpoint.");
        });
        return new Checkpoint(config, network, metadata.state(), metadata.trainingData());
    }

    private static Config config(Path file, String json) {
        try {
            return ConfigReader.parse(json, file + " (its config)", List.of());
        } catch (ConfigException e) {
            throw new StorageException(e.problems().get(0).line(), e);
        }
    }

    private static void requireTensors(Architecture architecture, TensorFile content, Path file) {
        int layers = architecture.layers();
        for (int l = 1; l <= layers; l++) {
            int rows = architecture.size(l);
            requireTensor(content, weightName(l), List.of(rows, architecture.size(l - 1)), file);
            requireTensor(content, biasName(l), List.of(rows), file);
        }
        if (content.tensors().size() != 2 * layers) {
            throw new StorageException(file + ": holds other tensors than its config says, found "
                    + content.tensors().size() + ", expected " + 2 * layers + ". " + SafetensorsReader.ADVICE);
        }
    }

    private static void requireTensor(TensorFile content, String name, List<Integer> shape, Path file) {
        if (content.tensor(name).filter(found -> found.shape().equals(shape)).isEmpty()) {
            throw new StorageException(file + ": does not hold the network of its config, expected tensor " + name
                    + " of shape " + shape + ". " + SafetensorsReader.ADVICE);
        }
    }

    private static void fill(Network network, TensorFile content) {
        for (int l = 1; l <= network.architecture().layers(); l++) {
            copy(content, weightName(l), network.weights(l));
            copy(content, biasName(l), network.biases(l));
        }
    }

    private static void copy(TensorFile content, String name, INDArray target) {
        float[] values = content.tensor(name).orElseThrow().values();
        target.assign(Nd4j.create(values, target.shape(), 'c'));
    }

    /** Returns the elements in row-major order. */
    private static float[] floats(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    private static String weightName(int layer) {
        return 2 * (layer - 1) + ".weight";
    }

    private static String biasName(int layer) {
        return 2 * (layer - 1) + ".bias";
    }
}
