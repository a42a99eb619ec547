package mnist.training;

import java.util.List;
import java.util.function.Consumer;
import mnist.data.Dataset;
import mnist.data.Minibatches;
import mnist.data.Range;
import mnist.data.Slice;
import mnist.nn.ForwardPass;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Parameters;

/** A forward pass over some examples, one slice after the other, each small enough for the cache. */
final class SlicedForward {
    private static final int PARTS = 4;
    /** Fewer examples are not divided. */
    private static final int EXAMPLES_FOR_PARTS = 1_000;

    /** The pass; its last run is that of the slice at hand. */
    final ForwardPass forward;
    /** The class of each example of the slice at hand. */
    final int[] labels;

    private final Dataset data;
    private final Minibatches slices;
    private final InputColumns images;
    private final Parameters parameters;
    private Matrix converted;
    private int[] order;

    /**
     * @param network in float32 or float64
     * @param data of which the examples are
     * @param examples how many there are
     */
    SlicedForward(Network network, Dataset data, int examples) {
        this.data = data;
        Range pixels = Range.all(data.pixels());
        slices = new Minibatches(examples, examples, Partition.sliceCapacity(network.architecture(), pixels));
        images = new InputColumns(data, slices, pixels);
        parameters = network.parameters();
        forward = new ForwardPass(network, largestSlice());
        labels = new int[largestSlice()];
    }

    /** Returns the parts into which examples are divided, on which several threads can work at once. */
    static List<Range> parts(int examples) {
        return Range.divide(examples, examples < EXAMPLES_FOR_PARTS ? 1 : PARTS);
    }

    /** Returns the largest number of examples of a slice. */
    int largestSlice() {
        return slices.largestSlice();
    }

    /** Says which examples are meant: their numbers, in order. */
    void start(int[] newOrder) {
        order = newOrder;
        images.start(newOrder);
    }

    /** Runs the network forward over each slice, and then something else. */
    void each(Consumer<Slice> then) {
        for (int i = 0; i < slices.slicesPerEpoch(); i++) {
            Slice slice = slices.slice(i);
            forward.run(columns(i));
            for (int x = 0; x < slice.size(); x++) {
                labels[x] = data.label(order[slice.from() + x]);
            }
            then.accept(slice);
        }
    }

    /** Returns A^0 in the precision of the network. */
    private Matrix columns(int index) {
        Matrix columns = images.of(index);
        if (columns.type() == parameters.type()) {
            return columns;
        }
        if (converted == null) {
            converted = Matrix.zeros(parameters.type(), data.pixels(), largestSlice());
        }
        converted.resize(columns.columns());
        converted.setColumns(0, columns);
        return converted;
    }
}
