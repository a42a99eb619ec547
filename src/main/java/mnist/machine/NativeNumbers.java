package mnist.machine;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The numbers of an ND4J array, float32 or float64: where they lie, for native code, and as float64 on the heap, where Java's
 * compiler makes fast loops of what is done to each. Any number of threads may copy from one array at once, or to different places
 * of it.
 */
public final class NativeNumbers {
    /** Floats that are converted at once: few enough to stay in the first-level cache. */
    private static final int CHUNK = 1 << 11;

    /**
     * 1.5 * 2^52 times the smallest normal float32: a small number that it is added to, and taken from again, is then a multiple
     * of that. A processor takes a hundred times as long over the subnormal numbers between, and saturated neurons make many.
     */
    private static final double NORMALIZER = 0x1.8p-74;

    private static final ThreadLocal<float[]> FLOATS = ThreadLocal.withInitial(() -> new float[CHUNK]);

    private final INDArray array;
    private final Pointer pointer;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;

    /** @throws IllegalArgumentException if the array is not of rank 2, column after column, without gaps */
    public NativeNumbers(INDArray array) {
        boolean dense = array.rank() == 2
                && (array.rows() == 1 || array.stride(0) == 1)
                && (array.columns() == 1 || array.stride(1) == array.rows());
        if (!dense) {
            throw new IllegalArgumentException("expected columns without gaps, found " + array.shapeInfoToString());
        }
        this.array = array;
        pointer = NativeMemory.pointer(array);
        boolean single = type() == DataType.FLOAT;
        floats = single ? array.data().asNioFloat().slice() : null;
        doubles = single ? null : array.data().asNioDouble().slice();
    }

    /** Returns the precision of the numbers. */
    public DataType type() {
        return array.dataType();
    }

    /** Returns the address of the first number. */
    public Pointer pointer() {
        return pointer;
    }

    /** Returns some of the numbers, from one of them on, as a column-major array in the same memory. */
    public INDArray view(int from, int rows, int columns) {
        long[] shape = {rows, columns};
        return Nd4j.create(array.data(), shape, new long[] {1, rows}, array.offset() + from, 'f');
    }

    /** Copies numbers, from one of them on. */
    public void get(int from, int count, double[] target) {
        if (doubles != null) {
            doubles.get(from, target, 0, count);
            return;
        }
        float[] chunk = FLOATS.get();
        for (int done = 0; done < count; done += CHUNK) {
            int size = Math.min(CHUNK, count - done);
            floats.get(from + done, chunk, 0, size);
            // A loop of its own: with a function in it, each conversion would wait for the one before.
            for (int i = 0; i < size; i++) {
                target[done + i] = chunk[i];
            }
        }
    }

    /** Overwrites numbers, from one of them on, rounded to their precision; no float32 is left between 0 and 2^-126. */
    public void put(int from, int count, double[] source) {
        if (doubles != null) {
            doubles.put(from, source, 0, count);
            return;
        }
        float[] chunk = FLOATS.get();
        for (int done = 0; done < count; done += CHUNK) {
            int size = Math.min(CHUNK, count - done);
            for (int i = 0; i < size; i++) {
                chunk[i] = (float) (source[done + i] + NORMALIZER - NORMALIZER);
            }
            floats.put(from + done, chunk, 0, size);
        }
    }

    /** Copies the first numbers as float32. */
    public void get(int count, float[] target) {
        if (floats != null) {
            floats.get(0, target, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            target[i] = (float) doubles.get(i);
        }
    }

    /** Overwrites the first numbers. */
    public void put(int count, float[] source) {
        if (floats != null) {
            floats.put(0, source, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            doubles.put(i, source[i]);
        }
    }
}
