package mnist.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.data.Preprocessing;
import mnist.json.InputException;
import mnist.json.Quote;
import mnist.nn.Architecture;
import mnist.nn.Network;
import mnist.nn.Parameters;
import mnist.storage.AtomicFile.Durability;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A checkpoint as one safetensors file (DESIGN §5). The tensors are named and shaped as a PyTorch
 * {@code nn.Sequential(Linear, activation, Linear, …)} names them: {@code 0.weight} is {@code W^1}, {@code (n_1, n_0)},
 * {@code 0.bias} is {@code b^1}, {@code (n_1)}, {@code 2.weight} is {@code W^2}, and so on. What the optimiser remembers of
 * each of them follows under names such as {@code optimizer.0.weight.velocity}; the numbers of the preprocessing, if it has any,
 * are {@code preprocess.mean} and {@code preprocess.deviation}.
 */
public final class CheckpointFile {
    private static final String MEAN = "preprocess.mean";
    private static final String DEVIATION = "preprocess.deviation";
    private static final String OPTIMIZER = "optimizer.";

    private CheckpointFile() {}

    /**
     * Writes a checkpoint, as a whole or not at all. The same checkpoint gives the same bytes.
     *
     * @param durability whether to wait for the disk
     * @throws StorageException if the file cannot be written; what was there before is then unchanged
     */
    public static void write(Path file, Checkpoint checkpoint, Durability durability) {
        List<Tensor> tensors = tensorsOf(checkpoint.network());
        new TreeMap<>(checkpoint.optimizerState())
                .forEach((name, values) -> addTo(tensors, OPTIMIZER, values, "." + name));
        addTo(tensors, checkpoint.preprocessing());
        Map<String, String> metadata = CheckpointMetadata.of(checkpoint);
        AtomicFile.write(file, durability, new TensorFile(metadata, tensors)::write);
    }

    /** Returns the weights and biases of a network by the names of the file: those of layer 1, of layer 2, …. */
    public static List<Tensor> tensorsOf(Network network) {
        List<Tensor> tensors = new ArrayList<>();
        addTo(tensors, "", network.parameters(), "");
        return tensors;
    }

    /** Returns these, and the numbers of the preprocessing: all that is needed to use the network. */
    public static List<Tensor> tensorsOf(Checkpoint checkpoint) {
        List<Tensor> tensors = tensorsOf(checkpoint.network());
        addTo(tensors, checkpoint.preprocessing());
        return tensors;
    }

    private static void addTo(List<Tensor> tensors, String before, Parameters parameters, String after) {
        shapes(parameters.architecture())
                .forEach((name, shape) ->
                        tensors.add(new Tensor(before + name + after, shape, floats(array(parameters, name)))));
    }

    private static void addTo(List<Tensor> tensors, Preprocessing how) {
        statistics(how.kind(), how.mean().length)
                .forEach((name, shape) -> tensors.add(
                        new Tensor(name, shape, name.equals(MEAN) ? how.mean() : new float[] {how.deviation()})));
    }

    /**
     * Reads a checkpoint.
     *
     * @throws StorageException if the file is missing or damaged, is no checkpoint of this program, does not hold the
     *     network of its own config or the whole state of an optimiser, or has a number that is not finite
     */
    public static Checkpoint read(Path file) {
        TensorFile content = SafetensorsReader.read(file);
        CheckpointMetadata metadata = new CheckpointMetadata(file, content.metadata());
        Config config = config(file, metadata.config());
        Architecture architecture = config.network().architecture();
        Map<String, Tensor> tensors = content.byName();
        // Before any memory is taken: the config may claim a network of any size.
        Set<String> states = requireTensors(config, tensors, file);
        content.requireFinite(file, "The training diverged; use an earlier checkpoint.");
        Preprocessing preprocessing = preprocessing(config, tensors, file);
        Map<String, Parameters> optimizerState = new TreeMap<>();
        states.forEach(state -> optimizerState.put(state, parameters(architecture, tensors, OPTIMIZER, "." + state)));
        return new Checkpoint(
                config,
                network(architecture, tensors),
                metadata.state(),
                optimizerState,
                preprocessing,
                metadata.trainingData());
    }

    private static Config config(Path file, String json) {
        try {
            return ConfigReader.parse(json, file + " (its config)", List.of());
        } catch (InputException e) {
            throw new StorageException(e.problems().get(0).line(), e);
        }
    }

    /** Checks that all tensors are there and no others; returns the names of the optimiser's states. */
    private static Set<String> requireTensors(Config config, Map<String, Tensor> tensors, Path file) {
        Architecture architecture = config.network().architecture();
        Map<String, List<Integer>> shapes = shapes(architecture);
        Map<String, List<Integer>> expected = new LinkedHashMap<>(shapes);
        Set<String> states = new TreeSet<>();
        tensors.keySet().stream()
                .filter(name -> name.startsWith(OPTIMIZER))
                .forEach(name -> states.add(name.substring(name.lastIndexOf('.') + 1)));
        states.forEach(state -> shapes.forEach((name, shape) -> expected.put(OPTIMIZER + name + "." + state, shape)));
        expected.putAll(statistics(config.data().preprocess(), architecture.size(0)));
        expected.forEach((name, shape) -> {
            Tensor found = tensors.get(name);
            if (found == null || !found.shape().equals(shape)) {
                throw new StorageException(
                        "%s: does not hold the network of its config%s, found %s, expected tensor %s of shape %s. %s"
                                .formatted(
                                        file,
                                        name.startsWith(OPTIMIZER) ? " with the optimiser's whole state" : "",
                                        found == null ? "no such tensor" : "the shape " + found.shape(),
                                        Quote.text(name),
                                        shape,
                                        SafetensorsReader.ADVICE));
            }
        });
        if (tensors.size() != expected.size()) {
            throw new StorageException(file + ": holds other tensors than its config says, found " + tensors.size()
                    + ", expected " + expected.size() + ". " + SafetensorsReader.ADVICE);
        }
        return states;
    }

    /** Returns the shape of each tensor of a preprocessing by its name. */
    private static Map<String, List<Integer>> statistics(Preprocessing.Kind kind, int pixels) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        if (kind != Preprocessing.Kind.SCALE) {
            shapes.put(MEAN, List.of(kind.means(pixels)));
        }
        if (kind == Preprocessing.Kind.STANDARDISE) {
            shapes.put(DEVIATION, List.of(1));
        }
        return shapes;
    }

    private static Preprocessing preprocessing(Config config, Map<String, Tensor> tensors, Path file) {
        Preprocessing.Kind kind = config.data().preprocess();
        if (kind == Preprocessing.Kind.SCALE) {
            return Preprocessing.SCALE;
        }
        float deviation =
                tensors.containsKey(DEVIATION) ? tensors.get(DEVIATION).values()[0] : 1;
        if (deviation <= 0) {
            throw new StorageException("%s: %s divides by it, found %s, expected a number above 0. %s"
                    .formatted(file, DEVIATION, deviation, SafetensorsReader.ADVICE));
        }
        return Preprocessing.restored(kind, tensors.get(MEAN).values(), deviation);
    }

    /** Returns the shape of each tensor of a network by its name, in the order of the file. */
    private static Map<String, List<Integer>> shapes(Architecture architecture) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (int l = 1; l <= architecture.layers(); l++) {
            int rows = architecture.size(l);
            shapes.put(2 * (l - 1) + ".weight", List.of(rows, architecture.size(l - 1)));
            shapes.put(2 * (l - 1) + ".bias", List.of(rows));
        }
        return shapes;
    }

    /** Returns the weights or biases that a tensor of this name holds. */
    private static INDArray array(Parameters parameters, String name) {
        int layer = Integer.parseInt(name.substring(0, name.indexOf('.'))) / 2 + 1;
        return name.endsWith("weight") ? parameters.weights(layer) : parameters.biases(layer);
    }

    /**
     * Returns the network of some tensors.
     *
     * @param tensors by the names of the file, each with the shape that the architecture asks for
     */
    public static Network network(Architecture architecture, Map<String, Tensor> tensors) {
        return new Network(parameters(architecture, tensors, "", ""));
    }

    /** Returns the numbers of the tensors that {@link #shapes} names, all of which are there. */
    private static Parameters parameters(
            Architecture architecture, Map<String, Tensor> tensors, String before, String after) {
        Parameters parameters = Parameters.zeros(architecture, DataType.FLOAT);
        shapes(architecture).keySet().forEach(name -> {
            INDArray target = array(parameters, name);
            float[] values = tensors.get(before + name + after).values();
            target.assign(Nd4j.create(values, target.shape(), 'c'));
        });
        return parameters;
    }

    /** Returns the elements in row-major order. */
    private static float[] floats(INDArray array) {
        return array.dup('c').data().asFloat();
    }
}
