package mnist.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinibatchesTest {
    private static final int EXAMPLES = 60;

    @ParameterizedTest
    @CsvSource({"1, 100", "5, 100", "5, 2", "7, 3", "23, 4", "30, 100", "60, 7", "100, 100", "100, 1", "59, 59"})
    void slicesFollowEachOtherAndKnowTheirMinibatch(int batchSize, int sliceCapacity) {
        Minibatches minibatches = new Minibatches(EXAMPLES, batchSize, sliceCapacity);
        int position = 0;
        for (int i = 0; i < minibatches.slicesPerEpoch(); i++) {
            Slice slice = minibatches.slice(i);
            int batchFrom = position / batchSize * batchSize;
            int batchTo = Math.min(batchFrom + batchSize, EXAMPLES);
            assertEquals(position, slice.from());
            assertTrue(slice.size() > 0 && slice.size() <= Math.min(sliceCapacity, minibatches.largestSlice()));
            assertEquals(batchTo - batchFrom, slice.batchSize());
            assertEquals(position == batchFrom, slice.isFirst());
            if (slice.isFirst()) {
                assertEquals(i, minibatches.firstSlice(batchFrom / batchSize));
            }
            position = slice.to();
            assertEquals(position == batchTo, slice.isLast());
        }
        assertEquals(EXAMPLES, position);
    }

    @Test
    void aLargeMinibatchIsCutIntoSlicesOfNearlyEqualSize() {
        assertEquals("13 13 13 11, 10, ", slices(new Minibatches(EXAMPLES, 50, 14)));
        assertEquals("28, 28, 4, ", slices(new Minibatches(EXAMPLES, 28, 100)));
    }

    @Test
    void theOrderDependsOnSeedAndEpochAlone() {
        int[] order = Minibatches.shuffled(100, 7, 3);
        assertArrayEquals(order, Minibatches.shuffled(100, 7, 3));
        assertFalse(Arrays.equals(order, Minibatches.shuffled(100, 7, 4)));
        assertFalse(Arrays.equals(order, Minibatches.shuffled(100, 8, 3)));
        assertArrayEquals(
                IntStream.range(0, 100).toArray(), Arrays.stream(order).sorted().toArray());
    }

    /** The numbers are those of {@code random_stream.py} in the test resources. */
    @Test
    void theOrderOfAnEpochNeverChangesFromOneReleaseToTheNext() {
        assertArrayEquals(new int[] {6, 2, 0, 8, 5, 1, 9, 7, 3, 4}, Minibatches.shuffled(10, 1, 1));
    }

    /** The sizes of the slices, with a comma after each minibatch. */
    private static String slices(Minibatches minibatches) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < minibatches.slicesPerEpoch(); i++) {
            Slice slice = minibatches.slice(i);
            text.append(slice.size()).append(slice.isLast() ? ", " : " ");
        }
        return text.toString();
    }
}
