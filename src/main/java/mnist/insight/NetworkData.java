package mnist.insight;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.data.Dataset;
import mnist.data.DatasetName;
import mnist.data.Preprocessing;
import mnist.json.Json;
import mnist.nn.Architecture;
import mnist.nn.Network;
import mnist.storage.Checkpoint;
import mnist.training.Answers;

/**
 * A network, and some examples to show it, as {@code report.js} reads them: numbers are little-endian float32 in base64, pixels
 * bytes.
 *
 * @param rows of an image
 * @param columns of an image
 * @param sizes {@code n_0 … n_L}
 * @param unit by what a byte is multiplied, to become an input
 * @param shift what is added to each then, n_0 numbers; null where that is nothing
 * @param layers the layers 1..L
 * @param classes the names of the outputs
 * @param examples to pick from
 */
record NetworkData(
        int rows,
        int columns,
        List<Integer> sizes,
        double unit,
        String shift,
        List<Layer> layers,
        List<String> classes,
        List<Example> examples) {
    /** Larger networks cannot be drawn, or make a page too large to send. */
    private static final int MOST_NEURONS = 4_000;

    private static final long MOST_PARAMETERS = 2_000_000;
    private static final int PER_CLASS = 2;
    private static final int MOST_EXAMPLES = 24;
    private static final int MISTAKES = 6;

    /**
     * @param weights {@code W^l}, row by row
     * @param biases {@code b^l}
     */
    record Layer(String activation, String weights, String biases) {}

    /** @param index in the data set */
    record Example(int index, int label, String pixels) {}

    /** Returns whether a network is small enough to be shown neuron by neuron. */
    static boolean canShow(Architecture architecture) {
        return architecture.neurons() <= MOST_NEURONS && architecture.parameterCount() <= MOST_PARAMETERS;
    }

    /** Takes a network, the first examples of each class, and its worst mistakes. */
    static NetworkData of(Checkpoint checkpoint, Answers answers) {
        Network network = checkpoint.network();
        Architecture architecture = network.architecture();
        Dataset examples = answers.examples();
        Preprocessing preprocessing = checkpoint.preprocessing();
        float[] shifts = new float[architecture.size(0)];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = (float) preprocessing.shift(i);
        }
        List<Layer> layers = new ArrayList<>();
        for (int l = 1; l <= architecture.layers(); l++) {
            layers.add(new Layer(
                    architecture.activation(l).label(),
                    base64(network.weights(l).dup('c').data().asFloat()),
                    base64(network.biases(l).dup('c').data().asFloat())));
        }
        DatasetName name = DatasetName.of(examples.digests());
        return new NetworkData(
                examples.rows(),
                examples.columns(),
                architecture.sizes(),
                preprocessing.unit(),
                preprocessing.mean().length == 0 ? null : base64(shifts),
                layers,
                IntStream.range(0, architecture.size(architecture.layers()))
                        .mapToObj(name::className)
                        .toList(),
                chosen(answers).map(i -> example(examples, i)).toList());
    }

    private static Stream<Integer> chosen(Answers answers) {
        Dataset examples = answers.examples();
        int[] seen = new int[examples.classes()];
        List<Integer> firsts = IntStream.range(0, examples.size())
                .filter(i -> seen[examples.label(i)]++ < PER_CLASS)
                .boxed()
                .sorted(Comparator.comparingInt(examples::label))
                .limit(MOST_EXAMPLES)
                .toList();
        return Stream.concat(firsts.stream(), answers.wrong().stream().limit(MISTAKES))
                .distinct();
    }

    private static Example example(Dataset examples, int index) {
        byte[] pixels = new byte[examples.pixels()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) examples.pixel(index, i / examples.columns(), i % examples.columns());
        }
        return new Example(index, examples.label(index), Html.base64(pixels));
    }

    /** Returns JSON that can stand in a script element: whatever a name holds, it does not end there. */
    String json() {
        return Json.compact(this).replace("<", "\\u003c");
    }

    private static String base64(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return Html.base64(bytes.array());
    }
}
