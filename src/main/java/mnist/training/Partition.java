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
    /** Multiplications of a product below which OpenBLAS needs not rearrange the factors first; there it is fastest. */
    private static final int SMALL_PRODUCT = 900_000;

    private static final int SMALLEST_SLICE = 8;
    private static final int LARGE_NETWORK_SLICE = 128;
    /** Weights of layer 1 from which on four threads are of use. */
    private static final int WEIGHTS_FOR_FOUR = 200_000;
    /** Activations of a slice from which on two parts, and four, save more than handing them over costs. */
    private static final int ACTIVATIONS_FOR_TWO = 1_000;

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

    /** Returns how many examples at once a network works fastest on, where its first layer sees a range of the pixels. */
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
