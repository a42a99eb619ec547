package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import mnist.data.Range;
import mnist.nn.Activation;
import mnist.nn.Architecture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTest {
    private static Architecture architecture(Integer... sizes) {
        return new Architecture(List.of(sizes), Collections.nCopies(sizes.length - 1, Activation.SIGMOID));
    }

    /**
     * How much faster several threads can be, by counting the multiplications of the products in a step on 100 examples: a thread
     * does every so many-th part of each stage, and the stage takes as long as the thread with the most to do.
     */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1.93, 2", "3, 1.93, 2.1", "4, 3.7, 4"})
    void theWorkOfAWideNetworkIsDividedAmongUpToFourThreads(int threads, double least, double most) {
        Architecture wide = architecture(784, 1000, 10);
        Partition partition = Partition.of(wide, 100);
        List<Range> examples = Range.divide(100, partition.exampleParts());
        double ofExamples = largest(examples, threads) * (3.0 * 1000 * 10);
        double ofPixels = largest(partition.pixels(), threads) * (2.0 * 1000 * 100);
        double all = 100 * 3.0 * 1000 * 10 + 784 * 2.0 * 1000 * 100;
        double speedUp = all / (ofExamples + ofPixels);
        assertTrue(speedUp >= least && speedUp <= most, "times " + speedUp);
    }

    private static int largest(List<Range> parts, int threads) {
        int[] sizes = new int[threads];
        for (int part = 0; part < parts.size(); part++) {
            sizes[part % threads] += parts.get(part).size();
        }
        return java.util.Arrays.stream(sizes).max().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"10, 2, 1", "32, 2, 2", "100, 2, 2", "1000, 2, 2"})
    void aSmallNetworkIsDividedInTwoAndItsExamplesOnlyWhereTheyAreMany(
            int batchSize, int pixelParts, int exampleParts) {
        Partition partition = Partition.of(architecture(784, 16, 16, 10), batchSize);
        assertEquals(pixelParts, partition.pixels().size());
        assertEquals(exampleParts, partition.exampleParts());
    }
}
