package mnist.experiment;

import java.util.Locale;
import java.util.stream.IntStream;
import mnist.config.ConfigException;
import mnist.nn.Architecture;

/**
 * The memory that a training cannot do without: a network that is too large is refused before anything is allocated.
 *
 * @param heapBytes of the Java heap
 * @param nativeBytes of ND4J's arrays, outside it
 */
record MemoryNeed(long heapBytes, long nativeBytes) {
    /** A float64 copy and a float32 buffer of each layer's weights as they are drawn, and of all of them to see if they are finite. */
    private static final long HEAP_PER_PARAMETER = 2 * (Double.BYTES + Float.BYTES);

    /** The weighted inputs, activations and errors of a layer, each with a float64 copy and a float32 buffer. */
    private static final long HEAP_PER_ACTIVATION = 3 * (Double.BYTES + Float.BYTES);

    /** The parameters themselves, and a gradient of a part of the examples. */
    private static final long NATIVE_PER_PARAMETER = 2 * Float.BYTES;

    private static final long NATIVE_PER_ACTIVATION = 3 * Float.BYTES;

    /** A network for which this many examples at a time are too many takes fewer, but has small layers. */
    private static final int SLICE = 128;

    /**
     * Adds up what a training surely allocates.
     *
     * @param batchSize examples per step
     * @param dataBytes of the images, one byte for each pixel
     */
    static MemoryNeed of(Architecture architecture, int batchSize, long dataBytes) {
        long parameters = architecture.parameterCount();
        long neurons = IntStream.rangeClosed(1, architecture.layers())
                .mapToLong(architecture::size)
                .sum();
        long activations = neurons * Math.min(batchSize, SLICE);
        return new MemoryNeed(
                parameters * HEAP_PER_PARAMETER + activations * HEAP_PER_ACTIVATION + dataBytes,
                parameters * NATIVE_PER_PARAMETER + activations * NATIVE_PER_ACTIVATION);
    }

    /**
     * Checks that the heap is large enough.
     *
     * @param availableBytes the largest that the heap may become
     * @throws ConfigException if not; it says what is needed, and how to give it
     */
    void requireHeap(long availableBytes) {
        if (heapBytes > availableBytes) {
            // A collector wants room to move in.
            long advised = megabytes(heapBytes + heapBytes / 4);
            String message = String.format(
                    Locale.ROOT,
                    "too large for the memory, found %,d MB of Java heap, expected at least %,d MB, and %,d MB outside it. "
                            + "Make the layers smaller, or the heap larger, as with MNIST_JAVA_OPTS=-Xmx%dm.",
                    availableBytes >> 20,
                    megabytes(heapBytes),
                    megabytes(nativeBytes),
                    advised);
            throw new ConfigException("memory", "network.layers", message);
        }
    }

    private static long megabytes(long bytes) {
        return (bytes >> 20) + 1;
    }
}
