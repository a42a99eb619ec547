package mnist.storage;

import java.util.List;

/**
 * What a safetensors header says of one tensor.
 *
 * @param name the tensor's name
 * @param type the type of its elements
 * @param shape its sizes, the slowest-varying first
 * @param begin its first byte, counted from the first byte of tensor data
 * @param end the byte after its last
 */
record TensorEntry(String name, Type type, List<Integer> shape, long begin, long end) {
    /** The element types that are read, by their names in the format. */
    enum Type {
        F32(Float.BYTES),
        F64(Double.BYTES);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }
    }

    /** Returns how many numbers it holds. */
    int count() {
        return Math.toIntExact((end - begin) / type.bytes);
    }
}
