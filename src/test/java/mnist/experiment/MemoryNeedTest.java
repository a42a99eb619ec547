package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import mnist.config.ConfigException;
import mnist.nn.Activation;
import mnist.nn.Architecture;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
    private static final Architecture WIDE =
            new Architecture(List.of(784, 20_000, 10), List.of(Activation.SIGMOID, Activation.SOFTMAX));

    /** 784 * 20000 + 20000 + 20000 * 10 + 10 = 15,900,010 parameters, 20,010 neurons; 47,040,000 pixels. */
    @Test
    void needIsTheSumOfParametersActivationsAndImages() {
        MemoryNeed need = MemoryNeed.of(WIDE, 10, 47_040_000);
        assertEquals(15_900_010L * 24 + 20_010L * 10 * 36 + 47_040_000, need.heapBytes());
        assertEquals(15_900_010L * 8 + 20_010L * 10 * 12, need.nativeBytes());
    }

    @Test
    void tooSmallAHeapIsRefusedWithWhatToGive() {
        MemoryNeed need = MemoryNeed.of(WIDE, 10, 47_040_000);
        assertEquals(
                "memory: network.layers: too large for the memory, found 256 MB of Java heap, expected at least 416 MB, "
                        + "and 124 MB outside it. Make the layers smaller, or the heap larger, as with "
                        + "MNIST_JAVA_OPTS=-Xmx520m.",
                assertThrows(ConfigException.class, () -> need.requireHeap(256L << 20))
                        .getMessage());
        assertDoesNotThrow(() -> need.requireHeap(520L << 20));
    }
}
