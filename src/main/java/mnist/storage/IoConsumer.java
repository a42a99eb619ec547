package mnist.storage;

import java.io.IOException;

/**
 * Does something with its argument, and may fail as input and output do.
 *
 * @param <T> what it works on
 */
@FunctionalInterface
public interface IoConsumer<T> {
    /** Does it. */
    void accept(T argument) throws IOException;
}
