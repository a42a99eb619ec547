package mnist.nn;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The elements of an array on the Java heap, as float64 whatever the array's own precision.
 *
 * <p>What is done to each element is done here: one ND4J call costs more than a small layer's whole arithmetic, the JIT
 * compiler makes better loops over heap arrays than over native memory, and one piece of code serves both precisions. The
 * loops that convert do nothing else, because a conversion and a function in one loop wait for each other.
 */
final class HeapCopy {
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;
    private final int size;
    private double[] values;
    private float[] singles;

    /**
     * @param array of float32 or float64
     * @param size how many elements to copy, from the array's first
     */
    HeapCopy(INDArray array, int size) {
        boolean single = array.dataType() == DataType.FLOAT;
        this.floats = single ? array.data().asNioFloat().slice() : null;
        this.doubles = single ? null : array.data().asNioDouble().slice();
        this.size = size;
    }

    double get(int index) {
        return floats != null ? floats.get(index) : doubles.get(index);
    }

    void set(int index, double value) {
        if (floats != null) {
            floats.put(index, (float) value);
        } else {
            doubles.put(index, value);
        }
    }

    /** Copies the elements here; returns them in memory order. */
    double[] read() {
        values();
        if (floats != null) {
            floats.get(0, singles, 0, size);
            for (int i = 0; i < size; i++) {
                values[i] = singles[i];
            }
        } else {
            doubles.get(0, values, 0, size);
        }
        return values;
    }

    /** Returns the elements as they were last read, or written and not yet rounded; {@link #write} takes changes back. */
    double[] values() {
        if (values == null) {
            values = new double[size];
            singles = floats == null ? null : new float[size];
        }
        return values;
    }

    /** Copies the elements back, rounded to the array's precision. */
    void write() {
        if (floats != null) {
            for (int i = 0; i < size; i++) {
                singles[i] = (float) values[i];
            }
            floats.put(0, singles, 0, size);
        } else {
            doubles.put(0, values, 0, size);
        }
    }
}
