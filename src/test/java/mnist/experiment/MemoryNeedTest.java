package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.json.InputException;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
    /** 784 * 20000 + 20000 + 20000 * 10 + 10 */
    private static final long PARAMETERS = 15_900_010;

    private static final long NEURONS = 20_010;
    private static final long IMAGES = 47_040_000;

    private static Config wide(String... options) {
        String json = "{\"network\": {\"layers\": [784, 20000, 10]}, \"optimizer\": {\"learningRate\": 0.1},"
                + " \"training\": {\"batchSize\": 10}}";
        return ConfigReader.parse(json, "wide.json", List.of(options));
    }

    /** Ten examples of a step, in four parts with a gradient each; 128 examples in each of four parts of two sets. */
    @Test
    void needIsTheSumOfParametersActivationsAndImages() {
        MemoryNeed steps = MemoryNeed.ofSteps(wide(), IMAGES);
        assertEquals(PARAMETERS * 24 + NEURONS * 10 * 52 + IMAGES, steps.heapBytes());
        assertEquals(PARAMETERS * 4 * (1 + 4) + NEURONS * 10 * 12, steps.nativeBytes());
        MemoryNeed run = MemoryNeed.of(wide(), IMAGES);
        assertEquals(steps.heapBytes() + PARAMETERS * 4 + NEURONS * 2 * 4 * 128 * 32, run.heapBytes());
        assertEquals(steps.nativeBytes() + NEURONS * 2 * 4 * 128 * 8, run.nativeBytes());
    }

    @Test
    void stateOfTheOptimiserIsInMemoryAndInTheCheckpoint() {
        MemoryNeed plain = MemoryNeed.of(wide(), IMAGES);
        MemoryNeed momentum = MemoryNeed.of(wide("optimizer.type=momentum"), IMAGES);
        assertEquals(PARAMETERS * 4, momentum.nativeBytes() - plain.nativeBytes());
        assertEquals(PARAMETERS * 4, momentum.heapBytes() - plain.heapBytes());
    }

    @Test
    void withoutAValidationSetOneSetIsEvaluated() {
        assertEquals(
                NEURONS * 4 * 128 * 32,
                MemoryNeed.of(wide(), IMAGES).heapBytes()
                        - MemoryNeed.of(wide("data.validation=0"), IMAGES).heapBytes());
    }

    @Test
    void tooSmallAHeapIsRefusedWithWhatToGive() {
        MemoryNeed need = new MemoryNeed(1, 400L << 20, 300L << 20);
        assertEquals(
                "memory: network.layers: too large for the memory, found 256 MB of Java heap, expected at least 401 MB, "
                        + "and 301 MB outside it. Make the layers smaller, or the heap larger, as with "
                        + "MNIST_JAVA_OPTS=-Xmx501m.",
                assertThrows(InputException.class, () -> need.require(256L << 20, 1L << 40))
                        .getMessage());
        assertDoesNotThrow(() -> need.require(501L << 20, 1L << 40));
    }

    /** Three runs, two at a time: the smallest has its turn when another has ended. */
    @Test
    void runsSideBySideShareTheirImages() {
        Config small = wide("network.layers=[784, 10, 10]");
        MemoryNeed two = MemoryNeed.sideBySide(List.of(wide(), small, wide()), 2, IMAGES);
        MemoryNeed alone = MemoryNeed.of(wide(), IMAGES);
        assertEquals(2, two.runs());
        assertEquals(2 * alone.heapBytes() - IMAGES, two.heapBytes());
        assertEquals(2 * alone.nativeBytes(), two.nativeBytes());
        assertEquals(1, MemoryNeed.sideBySide(List.of(small), 8, IMAGES).runs());
    }

    @Test
    void ofRunsSideBySideThereMayBeTooMany() {
        MemoryNeed need = new MemoryNeed(4, 400L << 20, 300L << 20);
        assertEquals(
                "memory: network.layers: 4 runs side by side are too large for the memory, found 256 MB of Java heap, "
                        + "expected at least 401 MB, and 301 MB outside it. Lower --jobs, or make the layers smaller, or the "
                        + "heap larger, as with MNIST_JAVA_OPTS=-Xmx501m.",
                assertThrows(InputException.class, () -> need.require(256L << 20, 1L << 40))
                        .getMessage());
    }

    @Test
    void tooSmallAMachineIsRefused() {
        MemoryNeed need = new MemoryNeed(1, 400L << 20, 300L << 20);
        assertEquals(
                "memory: network.layers: too large for this machine, found 700 MB of memory, expected at least 501 MB of "
                        + "Java heap, and 301 MB outside it. Make the layers smaller.",
                assertThrows(InputException.class, () -> need.require(650L << 20, 700L << 20))
                        .getMessage());
        assertDoesNotThrow(() -> need.require(650L << 20, 801L << 20));
    }
}
