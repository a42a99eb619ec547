package mnist.training;

import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Images;
import mnist.data.Range;
import mnist.nn.Architecture;

/**
 * How the work of a step is divided. It is a function of the network and the minibatch alone, never of the machine: each sum is
 * formed in the same order, whoever computes it.
 *
 * @param inputs for each layer l = 1..L at index l, ranges of its inputs; of layer 1, these are pixels
 * @param sliceCapacity how many examples are worked through at once, at most
 * @param exampleParts into how many parts the examples of a slice are divided
 */
record Partition(List<List<Range>> inputs, int sliceCapacity, int exampleParts) {
    /** Multiplications of a product below which OpenBLAS need not rearrange the factors first; there it is fastest. */
    private static final int SMALL_PRODUCT = 900_000;

    /** Where fewer examples than this make a small product, the factors are rearranged in any case, and large slices are faster. */
    private static final int SMALLEST_SLICE = 8;

    private static final int LARGE_NETWORK_SLICE = 128;
    /** From this many weights of layer 1 on, four parts pay. */
    private static final int WEIGHTS_FOR_FOUR = 200_000;
    /** From this many activations of a slice on, two parts of the examples pay for handing them over. */
    private static final int ACTIVATIONS_FOR_TWO = 1_000;
    /** From this many on, four pay. */
    private static final int ACTIVATIONS_FOR_FOUR = 16_000;

    static Partition of(Architecture architecture, int batchSize) {
        int parts = architecture.size(1) * architecture.size(0) < WEIGHTS_FOR_FOUR ? 2 : 4;
        List<List<Range>> inputs = IntStream.rangeClosed(0, architecture.layers())
                .mapToObj(l -> l == 0 ? List.<Range>of() : Range.divideByLines(architecture.size(l - 1), parts))
                .toList();
        int capacity = sliceCapacity(architecture, inputs.get(1).get(0));
        int slice = Math.min(capacity, batchSize);
        int activations = slice * architecture.neurons();
        int exampleParts = activations < ACTIVATIONS_FOR_TWO ? 1 : activations < ACTIVATIONS_FOR_FOUR ? 2 : 4;
        return new Partition(inputs, capacity, Math.min(exampleParts, slice));
    }

    /** Returns the size of slice at which a network is fastest, if its first layer is divided into ranges like this one. */
    static int sliceCapacity(Architecture architecture, Range pixels) {
        long largest = (long) architecture.size(1) * pixels.size();
        for (int l = 2; l <= architecture.layers(); l++) {
            largest = Math.max(largest, (long) architecture.size(l) * architecture.size(l - 1));
        }
        long size = SMALL_PRODUCT / largest;
        int fastest = size < SMALLEST_SLICE ? LARGE_NETWORK_SLICE : (int) Math.min(size, Integer.MAX_VALUE);
        return Math.min(fastest, Images.sliceCapacity(pixels));
    }

    /** Returns the ranges of the pixels. */
    List<Range> pixels() {
        return inputs.get(1);
    }
}
