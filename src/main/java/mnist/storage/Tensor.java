package mnist.storage;

import java.util.List;

/**
 * A named array of float32 numbers.
 *
 * @param name what it is, for example {@code 0.weight}
 * @param shape its sizes, the slowest-varying first: {@code [16, 784]} is 16 rows of 784; empty for a single number
 * @param values the elements in row-major order; not copied, and not to be changed
 */
public record Tensor(String name, List<Integer> shape, float[] values) {
    /** The most dimensions that a tensor may have; a network's have two. */
    public static final int MAX_RANK = 8;

    /**
     * Checks that the shape and the number of values agree.
     *
     * @throws IllegalArgumentException if they do not
     */
    public Tensor {
        shape = List.copyOf(shape);
        long count = 1;
        for (int size : shape) {
            if (size < 0 || shape.size() > MAX_RANK) {
                throw new IllegalArgumentException("tensor " + name + " cannot have the shape " + shape);
            }
            count = Math.multiplyExact(count, size);
        }
        if (count != values.length) {
            throw new IllegalArgumentException(
                    "tensor " + name + " of shape " + shape + " needs " + count + " values, found " + values.length);
        }
    }
}
