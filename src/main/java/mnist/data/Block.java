package mnist.data;

import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Slices that are filled together: their pixels are gathered as bytes, and turned into float32 in one go by ND4J, which is
 * several times faster than a loop over pixels. It is made once and filled again and again.
 */
final class Block {
    private static final float INTENSITY = 1 / 255f;

    static {
        // A block is too small for threads: waking them takes longer than the work.
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }

    private final ByteBuffer bytes;
    private final INDArray pixelValues;
    private final INDArray intensities;
    private final Slice[] slices;
    private int count;

    /**
     * @param pixels n_0, the pixels of an image
     * @param slices how many slices
     * @param sliceSize the largest number of examples of each
     */
    Block(int pixels, int slices, int sliceSize) {
        long[] shape = {pixels, (long) slices * sliceSize};
        pixelValues = Nd4j.create(DataType.UINT8, shape, 'f');
        bytes = pixelValues.data().asNio();
        intensities = Nd4j.create(DataType.FLOAT, shape, 'f');
        this.slices = new Slice[slices];
        for (int i = 0; i < slices; i++) {
            long[] sliceShape = {pixels, sliceSize};
            long offset = (long) i * sliceSize * pixels;
            this.slices[i] = new Slice(
                    Nd4j.create(intensities.data(), sliceShape, Nd4j.getStrides(sliceShape, 'f'), offset, 'f'));
        }
    }

    /** Returns how many slices fit. */
    int capacity() {
        return slices.length;
    }

    /** Gathers the examples at a place of the order into slice i. */
    void gather(int i, Dataset examples, int[] order, MinibatchPlan.Place place) {
        int start = i * slices[i].images().columns();
        for (int x = 0; x < place.to() - place.from(); x++) {
            examples.copyPixels(order[place.from() + x], bytes, (start + x) * examples.pixels());
        }
        slices[i].fill(examples, order, place);
    }

    /** Makes the first {@code count} slices, gathered before, ready for use. */
    void finish(int count) {
        this.count = count;
        intensities.assign(pixelValues);
        Nd4j.getBlasWrapper().level1().scal(intensities.length(), INTENSITY, intensities);
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
