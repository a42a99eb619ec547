package mnist.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinibatchesTest {
    private static final int EXAMPLES = 60;
    /** The label of each example is its number, and so is its first pixel. */
    private static final Dataset DATA = new IdxBuilder()
            .examples(EXAMPLES)
            .pixels((example, row, column) -> row + column == 0 ? example : 255)
            .labels(example -> example)
            .read();

    @ParameterizedTest
    @CsvSource({"1, 100", "5, 100", "5, 2", "7, 3", "23, 4", "30, 100", "60, 7", "100, 100", "100, 1", "59, 59"})
    void everyExampleComesExactlyOnceWithItsImage(int batchSize, int sliceCapacity) {
        int[] order = Minibatches.shuffled(EXAMPLES, 1, 1);
        Minibatches minibatches = Minibatches.of(DATA, batchSize, sliceCapacity);
        minibatches.start(order, 0);
        int position = 0;
        for (Slice slice = minibatches.next(); slice != null; slice = minibatches.next()) {
            int batchFrom = position / batchSize * batchSize;
            int batchTo = Math.min(batchFrom + batchSize, EXAMPLES);
            assertTrue(slice.size() <= sliceCapacity);
            assertEquals(batchTo - batchFrom, slice.batchSize());
            assertEquals(position == batchFrom, slice.isFirst());
            for (int x = 0; x < slice.size(); x++) {
                assertEquals(order[position], slice.labels()[x]);
                assertEquals(order[position], slice.images().getFloat(0, x));
                assertEquals(255, slice.images().getFloat(11, x));
                position++;
            }
            assertEquals(position == batchTo, slice.isLast());
        }
        assertEquals(EXAMPLES, position);
    }

    @Test
    void aPixelAt255TimesTheUnitIsOne() {
        assertEquals(1, 255 * Slice.UNIT);
    }

    @Test
    void rangesOfPixelsDivideTheSameSlices() {
        List<PixelRange> ranges = List.of(new PixelRange(0, 5), new PixelRange(5, 12));
        List<Minibatches> parts = Minibatches.of(DATA, 10, 4, ranges);
        parts.forEach(part -> part.start(Minibatches.inOrder(EXAMPLES), 0));
        for (Slice upper = parts.get(0).next();
                upper != null;
                upper = parts.get(0).next()) {
            Slice lower = parts.get(1).next();
            assertEquals(upper.size(), lower.size());
            assertArrayEquals(upper.labels(), lower.labels());
            assertEquals(5, upper.images().rows());
            assertEquals(7, lower.images().rows());
            assertEquals(upper.labels()[0], upper.images().getFloat(0, 0));
            assertEquals(255, lower.images().getFloat(0, 0));
        }
        assertNull(parts.get(1).next());
    }

    @Test
    void aLargeMinibatchIsCutIntoSlicesOfNearlyEqualSize() {
        assertEquals("13 13 13 11, 10, ", slices(Minibatches.of(DATA, 50, 14), 0));
        assertEquals("28, 28, 4, ", slices(Minibatches.of(DATA, 28, 100), 0));
    }

    @Test
    void anEpochCanBeginInItsMiddle() {
        assertEquals("5, 5, ", slices(Minibatches.of(DATA, 5, 100), 10));
        assertEquals("", slices(Minibatches.of(DATA, 5, 100), 12));
    }

    @Test
    void anEpochThatWasLeftIsForgotten() {
        Minibatches minibatches = Minibatches.of(DATA, 5, 5);
        minibatches.start(Minibatches.shuffled(EXAMPLES, 1, 1), 0);
        minibatches.next();
        minibatches.start(Minibatches.inOrder(EXAMPLES), 1);
        assertEquals(5, minibatches.next().labels()[0]);
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

    /** The sizes of the slices, with a comma after each minibatch. */
    private static String slices(Minibatches minibatches, int from) {
        minibatches.start(Minibatches.inOrder(EXAMPLES), from);
        StringBuilder text = new StringBuilder();
        for (Slice slice = minibatches.next(); slice != null; slice = minibatches.next()) {
            text.append(slice.size()).append(slice.isLast() ? ", " : " ");
        }
        return text.toString();
    }
}
