package mnist.exchange;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.config.Config;
import mnist.data.Preprocessing;
import mnist.json.Quote;
import mnist.nn.Architecture;
import mnist.nn.Network;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.SafetensorsReader;
import mnist.storage.StorageException;
import mnist.storage.Tensor;
import mnist.storage.TensorFile;
import mnist.training.TrainingState;

/**
 * A network that another program wrote as a safetensors file: PyTorch's {@code save_file(model.state_dict(), file)} of an
 * {@code nn.Sequential} of linear layers. The file says nothing of the activations, which a config must name.
 *
 * <p>{@code nn.Sequential} numbers its modules, and only linear layers have tensors: {@code 1.weight}, {@code 1.bias},
 * {@code 3.weight} … where a Flatten comes first. The layers are those numbers in their order, whatever they are; a common prefix,
 * as in {@code net.0.weight}, is allowed. The tensors' order in the file does not matter.
 */
public final class SequentialFile {
    private static final Pattern NAME = Pattern.compile("(.*\\.)?(\\d{1,9})\\.(weight|bias)");

    private SequentialFile() {}

    /**
     * Reads a network.
     *
     * @param config of its layers and activations
     * @throws StorageException if the file is missing or damaged, or does not hold such a network, and nothing else
     */
    public static Checkpoint read(Path file, Config config) {
        if (config.data().preprocess() != Preprocessing.Kind.SCALE) {
            throw new StorageException(
                    "%s: does not hold the means that data.preprocess subtracts, found \"%s\", expected \"%s\". %s"
                            .formatted(
                                    file,
                                    config.data().preprocess().label(),
                                    Preprocessing.Kind.SCALE.label(),
                                    "Train the network on pixels in [0, 1]."));
        }
        Network network = network(file, config.network().architecture());
        return new Checkpoint(config, network, TrainingState.START, Map.of(), Preprocessing.SCALE, List.of());
    }

    private static Network network(Path file, Architecture architecture) {
        TensorFile content = SafetensorsReader.read(file);
        SortedMap<Integer, Map<String, Tensor>> layers = layers(file, content);
        if (layers.size() != architecture.layers()) {
            throw bad(file, layers.size() + " layers with weights", architecture.layers() + " as in the config");
        }
        content.requireFinite(file, "Use another file.");
        Map<String, Tensor> tensors = new HashMap<>();
        int l = 0;
        for (Map.Entry<Integer, Map<String, Tensor>> layer : layers.entrySet()) {
            l++;
            for (String kind : List.of("weight", "bias")) {
                List<Integer> shape = kind.equals("bias")
                        ? List.of(architecture.size(l))
                        : List.of(architecture.size(l), architecture.size(l - 1));
                Tensor tensor = layer.getValue().get(kind);
                if (tensor == null) {
                    throw bad(file, "no tensor " + layer.getKey() + "." + kind, shapeOf(shape, l));
                }
                if (!tensor.shape().equals(shape)) {
                    String found = Quote.quoted(tensor.name()) + " of shape " + tensor.shape();
                    throw bad(file, found, shapeOf(shape, l));
                }
                tensors.put(2 * (l - 1) + "." + kind, tensor);
            }
        }
        return CheckpointFile.network(architecture, tensors);
    }

    private static String shapeOf(List<Integer> shape, int layer) {
        return "the shape %s of layer %d".formatted(shape, layer);
    }

    private static SortedMap<Integer, Map<String, Tensor>> layers(Path file, TensorFile content) {
        SortedMap<Integer, Map<String, Tensor>> layers = new TreeMap<>();
        String prefix = null;
        for (Tensor tensor : content.tensors()) {
            Matcher name = NAME.matcher(tensor.name());
            if (!name.matches() || prefix != null && !prefix.equals(String.valueOf(name.group(1)))) {
                throw bad(
                        file,
                        "the tensor " + Quote.quoted(tensor.name()),
                        "only 0.weight, 0.bias, 2.weight and so on, as of a torch.nn.Sequential of Linear layers");
            }
            prefix = String.valueOf(name.group(1));
            layers.computeIfAbsent(Integer.valueOf(name.group(2)), number -> new TreeMap<>())
                    .put(name.group(3), tensor);
        }
        return layers;
    }

    private static StorageException bad(Path file, String found, String expected) {
        return new StorageException("%s: does not hold the network of the config, found %s, expected %s. %s"
                .formatted(file, found, expected, "Correct network.layers of the config, or choose another file."));
    }
}
