package mnist.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import mnist.config.Config;
import mnist.json.InputException;
import mnist.machine.PhysicalMemory;
import mnist.nn.Architecture;
import mnist.training.Trainer;

/**
 * The memory that a run cannot do without, or several side by side: a network that is too large to train is refused before
 * anything of it is allocated.
 *
 * @param runs how many side by side
 * @param heapBytes of the Java heap
 * @param nativeBytes of ND4J's arrays, outside it
 */
record MemoryNeed(int runs, long heapBytes, long nativeBytes) {
    /** A matrix on the heap: its numbers in float64, and a float32 buffer by which they come and go. */
    private static final long COPY = Double.BYTES + Float.BYTES;

    private static final long SCRATCH = Double.BYTES;

    /** The weights of each layer stay on the heap when they have been drawn, and all of them to see if they are finite. */
    private static final long HEAP_PER_PARAMETER = 2 * COPY;

    /** Of each example that is trained on at once: Z with its scratch, A, and delta with its scratch. */
    private static final long HEAP_PER_TRAINED = 3 * COPY + 2 * SCRATCH;

    private static final long NATIVE_PER_TRAINED = 3 * Float.BYTES;

    /** An optimiser of whole minibatches has up to nine vectors at once, and those of its parts in float32 beside them. */
    private static final long HEAP_PER_VECTOR_ENTRY = 9 * Double.BYTES + 6 * COPY;

    /** Its four parts have three passes each, forward, backward, and for curvature. */
    private static final int WHOLE_BATCH_PASSES = 12;

    /** Of each example that is evaluated at once: Z with its scratch, and A. */
    private static final long HEAP_PER_EVALUATED = 2 * COPY + SCRATCH;

    private static final long NATIVE_PER_EVALUATED = 2 * Float.BYTES;

    /** A network for which this many examples at a time are too many takes fewer, but has small layers. */
    private static final int SLICE = 128;

    /** How many parts of a minibatch have a gradient of their own, and how many parts of a data set are evaluated at once. */
    private static final int PARTS = 4;

    /** So few examples are evaluated in one part. */
    private static final int FEW = 1_000;

    /** Adds up what steps of training allocate: those of a benchmark, which evaluates and saves nothing. */
    static MemoryNeed ofSteps(Config config, long dataBytes) {
        Architecture architecture = config.network().architecture();
        long parameters = architecture.parameterCount();
        int batchSize = config.training().batchSize();
        boolean whole = config.optimizer().type().takesWholeBatch();
        long trained = (long) architecture.neurons() * Math.min(batchSize, SLICE) * (whole ? WHOLE_BATCH_PASSES : 1);
        int gradients = Math.min(batchSize, PARTS);
        return new MemoryNeed(
                1,
                parameters * (HEAP_PER_PARAMETER + (whole ? HEAP_PER_VECTOR_ENTRY : 0) + copied(config) * Float.BYTES)
                        + trained * HEAP_PER_TRAINED
                        + dataBytes * copies(config),
                parameters * Float.BYTES * (1 + states(config) + gradients + (copied(config) > 0 ? 1 : 0))
                        + trained * NATIVE_PER_TRAINED);
    }

    /**
     * Adds up what a run allocates: steps, the evaluation of the validation set and of the test set, and checkpoints.
     *
     * @param dataBytes of the images, one byte for each pixel
     */
    static MemoryNeed of(Config config, long dataBytes) {
        Architecture architecture = config.network().architecture();
        MemoryNeed steps = ofSteps(config, dataBytes);
        int validation = config.data().validation().count();
        // How many examples the test set has is not known yet: it is taken to be like the validation set.
        long evaluated = (long) architecture.neurons()
                * (validation == 0
                        ? PARTS * SLICE
                        : 2 * Math.min(validation, validation < FEW ? SLICE : PARTS * SLICE));
        long saved = architecture.parameterCount() * Float.BYTES * (1 + states(config));
        return new MemoryNeed(
                1,
                steps.heapBytes + saved + evaluated * HEAP_PER_EVALUATED,
                steps.nativeBytes + evaluated * NATIVE_PER_EVALUATED);
    }

    /** Distorted images are a second copy of all. */
    private static int copies(Config config) {
        return config.data().augment().isNone() ? 1 : 2;
    }

    /**
     * Adds up what the most demanding of some runs allocate when they are side by side and share their images.
     *
     * @param runs at least one
     * @param jobs how many of them are side by side
     */
    static MemoryNeed sideBySide(List<Config> runs, int jobs, long dataBytes) {
        return runs.stream()
                .map(run -> of(run, dataBytes))
                .sorted(Comparator.comparingLong((MemoryNeed need) -> need.heapBytes + need.nativeBytes)
                        .reversed())
                .limit(jobs)
                .reduce((a, b) -> a.beside(b, dataBytes))
                .orElseThrow();
    }

    /** The images are there once for both. */
    private MemoryNeed beside(MemoryNeed other, long dataBytes) {
        return new MemoryNeed(
                runs + other.runs, heapBytes + other.heapBytes - dataBytes, nativeBytes + other.nativeBytes);
    }

    private static int states(Config config) {
        return Trainer.kept(config.optimizer()) + (config.training().averaging() > 0 ? 1 : 0);
    }

    /** An optimiser that sees the gradient's numbers needs memory for them, and works on copies of all of its matrices. */
    private static int copied(Config config) {
        return !config.optimizer().type().takesWholeBatch()
                        && config.optimizer().optimizer().needsGradient()
                ? 2 + states(config)
                : 0;
    }

    /**
     * Checks that this program may take so much.
     *
     * @throws InputException if not; it says what is needed, and how to give it
     */
    void requireAvailable() {
        long heap = Runtime.getRuntime().maxMemory();
        // What fits where the heap alone may go fits the machine, which then need not be asked.
        if (heapBytes + nativeBytes > heap) {
            require(heap, PhysicalMemory.bytes());
        }
    }

    /** @param machineBytes of the machine, or of the container that the program runs in */
    void require(long availableHeapBytes, long machineBytes) {
        if (advisedHeapBytes() + nativeBytes > machineBytes) {
            throw tooLarge(
                    "%s for this machine, found %,d MB of memory, expected at least %,d MB of Java heap, and %,d MB "
                            + "outside it. %s.",
                    subject(), machineBytes >> 20, megabytes(advisedHeapBytes()), megabytes(nativeBytes), advice());
        }
        if (heapBytes > availableHeapBytes) {
            throw tooLarge(
                    "%s for the memory, found %,d MB of Java heap, expected at least %,d MB, and %,d MB outside it. "
                            + "%s, or the heap larger, as with MNIST_JAVA_OPTS=-Xmx%dm.",
                    subject(),
                    availableHeapBytes >> 20,
                    megabytes(heapBytes),
                    megabytes(nativeBytes),
                    advice(),
                    megabytes(advisedHeapBytes()));
        }
    }

    private String subject() {
        return runs == 1 ? "too large" : runs + " runs side by side are too large";
    }

    private String advice() {
        return runs == 1 ? "Make the layers smaller" : "Lower --jobs, or make the layers smaller";
    }

    /** Returns a heap in which the run has room: a third of it is for what is new, and large arrays are not put there. */
    private long advisedHeapBytes() {
        return heapBytes + heapBytes / 4;
    }

    private static InputException tooLarge(String message, Object... values) {
        return new InputException("memory", "network.layers", String.format(Locale.ROOT, message, values));
    }

    private static long megabytes(long bytes) {
        return (bytes >> 20) + 1;
    }
}
