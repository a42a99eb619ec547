package mnist.machine;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.buffer.DataTypeEx;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Where the elements of ND4J's arrays lie, for native code that takes addresses. */
public final class NativeMemory {
    private static final int CACHE_LINE_BYTES = 64;

    private static final int UINT8 = DataTypeEx.UINT8.ordinal();
    private static final int FLOAT32 = DataTypeEx.FLOAT.ordinal();
    private static final NativeOps NATIVE;

    static {
        BlasLibrary.start();
        NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    private NativeMemory() {}

    /**
     * Makes a column-major array of zeros, {@code (rows, columns)}, whose first element begins a line of the processor's
     * cache. ND4J's own begin anywhere, and products of small matrices take a quarter longer where each load crosses from one
     * line into the next.
     */
    public static INDArray zeros(DataType type, int rows, long columns) {
        int width = type.width();
        INDArray memory = Nd4j.create(type, 1, rows * columns + CACHE_LINE_BYTES / width);
        long address = memory.data().pointer().address();
        long offset = Math.floorMod(-address, CACHE_LINE_BYTES) / width;
        return Nd4j.create(memory.data(), new long[] {rows, columns}, new long[] {1, rows}, offset, 'f');
    }

    /**
     * Returns a pointer to the first element of an array, of the array's own type. It owns nothing (JavaCPP's own copies would
     * free the array's memory a second time), but keeps the array alive for as long as a native call can see it.
     */
    public static Pointer pointer(INDArray array) {
        long address = array.data().pointer().address()
                + array.offset() * array.dataType().width();
        return switch (array.dataType()) {
            case FLOAT -> new Floats(array, address);
            case DOUBLE -> new Doubles(array, address);
            default -> throw new IllegalArgumentException("expected float32 or float64, found " + array.dataType());
        };
    }

    /**
     * Turns unsigned bytes into float32: {@code floats[i] := unit * bytes[i]}.
     *
     * @param count how many, from the first of each
     */
    public static void toFloats(Pointer bytes, long count, double unit, Pointer floats) {
        NATIVE.convertTypes(null, UINT8, bytes, count, FLOAT32, floats);
        openblas_nolapack.cblas_sscal((int) count, (float) unit, (FloatPointer) floats, 1);
    }

    /**
     * Adds float32: {@code floats[i] := floats[i] + terms[i]}.
     *
     * @param count how many, from the first of each
     */
    public static void add(Pointer terms, long count, Pointer floats) {
        openblas_nolapack.cblas_saxpy((int) count, 1, (FloatPointer) terms, 1, (FloatPointer) floats, 1);
    }

    @SuppressWarnings("unused")
    private static final class Floats extends FloatPointer {
        private final transient INDArray owner;

        Floats(INDArray owner, long address) {
            this.owner = owner;
            this.address = address;
        }
    }

    @SuppressWarnings("unused")
    private static final class Doubles extends DoublePointer {
        private final transient INDArray owner;

        Doubles(INDArray owner, long address) {
            this.owner = owner;
            this.address = address;
        }
    }
}
