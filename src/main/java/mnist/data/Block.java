package mnist.data;

import java.nio.ByteBuffer;
import mnist.machine.BlasLibrary;
import mnist.machine.NativeMemory;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.buffer.DataTypeEx;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Slices that are filled together: their pixels are gathered as bytes, and turned into float32 in one go by ND4J's native
 * code, which is several times faster than a loop over pixels. It is made once and filled again and again.
 */
final class Block {
    private static final NativeOps NATIVE;
    private static final int BYTES = DataTypeEx.UINT8.ordinal();
    private static final int FLOATS = DataTypeEx.FLOAT.ordinal();

    static {
        BlasLibrary.start();
        NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    private final Dataset examples;
    private final MinibatchPlan plan;
    private final PixelRange range;
    private final INDArray bytes;
    private final ByteBuffer byteBuffer;
    private final Pointer pixelPointer;
    private final Slice[] slices;
    private int count;

    /**
     * @param range which pixels of each image
     * @param slices how many slices of the plan fit
     */
    Block(Dataset examples, MinibatchPlan plan, PixelRange range, int slices) {
        this.examples = examples;
        this.plan = plan;
        this.range = range;
        long[] shape = {range.size(), (long) slices * plan.sliceSize()};
        bytes = Nd4j.create(DataType.UINT8, shape, 'f');
        byteBuffer = bytes.data().asNio();
        INDArray pixels = NativeMemory.zeros(DataType.FLOAT, range.size(), shape[1]);
        pixelPointer = NativeMemory.pointer(pixels);
        this.slices = new Slice[slices];
        for (int i = 0; i < slices; i++) {
            long[] sliceShape = {range.size(), plan.sliceSize()};
            long offset = (long) i * plan.sliceSize() * range.size();
            long[] strides = {1, range.size()};
            this.slices[i] = new Slice(Nd4j.create(pixels.data(), sliceShape, strides, pixels.offset() + offset, 'f'));
        }
    }

    /** Returns how many slices fit. */
    int capacity() {
        return slices.length;
    }

    /** Gathers slice {@code index} of the plan into slice i of this block. */
    void gather(int i, int[] order, int index) {
        int from = plan.from(index);
        int start = i * plan.sliceSize();
        for (int x = 0; x < plan.to(index) - from; x++) {
            examples.copyPixels(order[from + x], range, byteBuffer, (start + x) * range.size());
        }
        slices[i].fill(examples, order, plan, index);
    }

    /** Makes the first {@code count} slices, gathered before, ready for use. */
    void finish(int count) {
        this.count = count;
        long size = (long) count * plan.sliceSize() * range.size();
        NATIVE.convertTypes(null, BYTES, bytes.data().pointer(), size, FLOATS, pixelPointer);
    }

    /** Returns how many slices are filled. */
    int count() {
        return count;
    }

    /** Returns a filled slice. */
    Slice slice(int i) {
        return slices[i];
    }
}
