package mnist.insight;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mnist.data.Dataset;
import mnist.data.DatasetName;
import mnist.data.Images;
import mnist.data.Minibatches;
import mnist.data.Range;
import mnist.data.Slice;
import mnist.nn.ForwardPass;
import mnist.nn.Matrix;
import mnist.nn.Network;

/**
 * What a network says of every example of a data set.
 *
 * @param examples the data set
 * @param outputs {@code A^L}, {@code (examples, classes)}
 */
public record Answers(Dataset examples, float[][] outputs) {
    private static final int BLACK = 0xFF000000;

    /** Runs the network over all examples, in the order of the file. */
    public static Answers of(Network network, Dataset examples) {
        int last = network.architecture().layers();
        int classes = network.architecture().size(last);
        Range pixels = Range.all(examples.pixels());
        Minibatches slices = new Minibatches(examples.size(), examples.size(), Images.sliceCapacity(pixels));
        Images images = new Images(examples, slices, pixels);
        images.start(Minibatches.inOrder(examples.size()));
        List<Matrix> places = images.places().stream().map(Matrix::of).toList();
        ForwardPass forward = new ForwardPass(network, slices.largestSlice());
        float[][] outputs = new float[examples.size()][classes];
        for (int i = 0; i < slices.slicesPerEpoch(); i++) {
            Slice slice = slices.slice(i);
            Matrix a = places.get(images.prepare(i));
            a.resize(slice.size());
            forward.run(a);
            float[] columns = forward.activations(last).data().asFloat();
            for (int x = 0; x < slice.size(); x++) {
                System.arraycopy(columns, x * classes, outputs[slice.from() + x], 0, classes);
            }
        }
        return new Answers(examples, outputs);
    }

    /** Returns the class with the largest output, the first of several. */
    int answer(int example) {
        float[] output = outputs[example];
        return IntStream.range(0, output.length).reduce(0, (best, k) -> output[k] > output[best] ? k : best);
    }

    /** Returns the examples that got another class than theirs, the worst first: those with the surest wrong answer. */
    public List<Integer> wrong() {
        return IntStream.range(0, outputs.length)
                .filter(i -> answer(i) != examples.label(i))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> outputs[i][examples.label(i)] - outputs[i][answer(i)]))
                .toList();
    }

    /**
     * Draws the worst mistakes with number, true class, answer, and its output.
     *
     * @param most how many, at most
     * @param name of the data set, whose classes may have names
     */
    public Picture wrongPicture(int most, DatasetName name) {
        List<Integer> all = wrong();
        List<Integer> worst = all.subList(0, Math.min(most, all.size()));
        String first =
                "The worst %,d of %,d mistakes on %,d examples".formatted(worst.size(), all.size(), outputs.length);
        List<String> heading = List.of(first, "number of the example: true class → answer, output of the answer");
        return new Tiles(heading, worst.stream().map(i -> tile(i, name)).toList()).picture();
    }

    private Tiles.Tile tile(int example, DatasetName name) {
        int[][] colours = new int[examples.rows()][examples.columns()];
        for (int row = 0; row < colours.length; row++) {
            for (int column = 0; column < colours[row].length; column++) {
                // Ink on paper.
                colours[row][column] = BLACK | 0x010101 * (255 - examples.pixel(example, row, column));
            }
        }
        int answer = answer(example);
        String caption = String.format(
                Locale.ROOT,
                "%d: %s → %s, %.2f",
                example,
                name.className(examples.label(example)),
                name.className(answer),
                outputs[example][answer]);
        return new Tiles.Tile(colours, caption);
    }
}
