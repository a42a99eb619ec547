package mnist.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mnist.machine.NativeMemory;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Prepares images for a network: bytes, in the order of an epoch, become columns of A^0, as the {@link Preprocessing} of the
 * examples says.
 *
 * <p>Several slices are prepared ahead of their use, in as many places, because the native code that turns bytes into
 * floats is several times faster than a loop over pixels, but takes its time to be called. Places are made once and filled
 * again and again.
 */
public final class Images {
    /** Pixels that are prepared at once: enough to make a native call cheap, few enough to stay in the first-level cache. */
    private static final int BLOCK_PIXELS = 1 << 13;
    /** Pixels of the largest slice: few enough to stay in the second-level cache. */
    private static final int SLICE_PIXELS = 1 << 16;

    private final Dataset examples;
    private final Minibatches minibatches;
    private final Range pixels;
    private final List<INDArray> places;
    private final INDArray floats;
    private final Pointer floatPointer;
    private final Optional<Pointer> shifts;
    private final INDArray bytes;
    private final ByteBuffer byteBuffer;
    private int[] order = {};
    private int firstPrepared;
    private int prepared;

    /**
     * @param minibatches how the order is cut
     * @param pixels which of each image
     */
    public Images(Dataset examples, Minibatches minibatches, Range pixels) {
        this.examples = examples;
        this.minibatches = minibatches;
        this.pixels = pixels;
        int slicePixels = pixels.size() * minibatches.largestSlice();
        int count = Math.min(minibatches.slicesPerEpoch(), Math.max(1, BLOCK_PIXELS / slicePixels));
        floats = NativeMemory.zeros(DataType.FLOAT, pixels.size(), (long) count * minibatches.largestSlice());
        floatPointer = NativeMemory.pointer(floats);
        shifts = shifts();
        bytes = Nd4j.create(DataType.UINT8, new long[] {floats.length()}, 'f');
        byteBuffer = bytes.data().asNio();
        places = IntStream.range(0, count)
                .mapToObj(place -> place(place * (long) slicePixels))
                .toList();
    }

    /** What is added to each of the floats, where that is not 0. */
    private Optional<Pointer> shifts() {
        Preprocessing how = examples.preprocessing();
        if (how.kind() == Preprocessing.Kind.SCALE) {
            return Optional.empty();
        }
        float[] shifts = new float[(int) floats.length()];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = (float) how.shift(pixels.from() + i % pixels.size());
        }
        INDArray memory = NativeMemory.zeros(DataType.FLOAT, shifts.length, 1);
        memory.assign(Nd4j.createFromArray(shifts).reshape(shifts.length, 1));
        return Optional.of(NativeMemory.pointer(memory));
    }

    private INDArray place(long offset) {
        long[] shape = {pixels.size(), minibatches.largestSlice()};
        return Nd4j.create(floats.data(), shape, new long[] {1, pixels.size()}, floats.offset() + offset, 'f');
    }

    /** Returns the largest number of examples of a slice of these pixels that stays in the cache. */
    public static int sliceCapacity(Range pixels) {
        return Math.max(1, SLICE_PIXELS / pixels.size());
    }

    /** Returns where the slices are prepared, each {@code (pixels, slice size)} in float32; examples are columns. */
    public List<INDArray> places() {
        return places;
    }

    /** Begins an epoch with the example at each position of its order. */
    public void start(int[] newOrder) {
        order = newOrder;
        prepared = 0;
    }

    /** Prepares a slice, unless it is; returns its place. Until the next call the columns of its examples stay there. */
    public int prepare(int slice) {
        if (slice < firstPrepared || slice >= firstPrepared + prepared) {
            firstPrepared = slice;
            prepared = Math.min(places.size(), minibatches.slicesPerEpoch() - slice);
            for (int place = 0; place < prepared; place++) {
                gather(minibatches.slice(slice + place), place * minibatches.largestSlice());
            }
            long count = (long) prepared * minibatches.largestSlice() * pixels.size();
            NativeMemory.toFloats(
                    bytes.data().pointer(), count, examples.preprocessing().unit(), floatPointer);
            shifts.ifPresent(each -> NativeMemory.add(each, count, floatPointer));
        }
        return slice - firstPrepared;
    }

    private void gather(Slice slice, int column) {
        for (int x = 0; x < slice.size(); x++) {
            examples.copyPixels(order[slice.from() + x], pixels, byteBuffer, (column + x) * pixels.size());
        }
    }
}
