package mnist.nn;

import java.util.List;
import mnist.data.PixelRange;

/**
 * Where the two ways to divide a minibatch meet. The products of the first layer are divided by pixels, in the parts; all
 * else by examples, among one or more pairs of a {@link ForwardPass} and a {@link BackwardPass}. For some examples, first
 * every part multiplies, then every pair runs, then every part can add to its gradient.
 */
public final class FirstLayer {
    private static final int SMALL_PRODUCT = 900_000;
    private static final int SMALLEST_SLICE = 8;
    private static final int LARGE_NETWORK_SLICE = 128;

    private final Network network;
    private final Matrix delta;
    private final List<InputPart> parts;

    /**
     * @param ranges of the pixels, which together are all of them
     * @param capacity the largest number of examples at once
     */
    public FirstLayer(Network network, List<PixelRange> ranges, int capacity) {
        this.network = network;
        delta = Matrix.zeros(network.parameters().type(), network.architecture().size(1), capacity);
        parts = ranges.stream()
                .map(range -> new InputPart(network, range, delta))
                .toList();
    }

    /**
     * Returns how many examples at once a network of this shape works fastest on. OpenBLAS has kernels without packing for
     * products of up to about 10^6 multiplications; up to there the largest product is kept.
     *
     * @param ranges by which the products of the first layer are divided
     */
    public static int efficientSize(Architecture architecture, List<PixelRange> ranges) {
        int pixels = ranges.stream().mapToInt(PixelRange::size).max().orElseThrow();
        int largest = architecture.size(1) * pixels;
        for (int l = 2; l <= architecture.layers(); l++) {
            largest = Math.max(largest, architecture.size(l) * architecture.size(l - 1));
        }
        int size = SMALL_PRODUCT / largest;
        return size < SMALLEST_SLICE ? LARGE_NETWORK_SLICE : size;
    }

    /** Returns the parts, one for each range of pixels. */
    public List<InputPart> parts() {
        return parts;
    }

    Network network() {
        return network;
    }

    /** Returns delta^1, {@code (n_1, capacity)}. */
    Matrix delta() {
        return delta;
    }
}
