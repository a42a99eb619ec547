package mnist.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
        List<Minibatches> shares = Minibatches.shares(DATA, batchSize, sliceCapacity);
        shares.forEach(share -> share.start(order, 0));
        for (int minibatch = 0; minibatch < shares.get(0).perEpoch(); minibatch++) {
            Set<Integer> seen = new TreeSet<>();
            for (Minibatches share : shares) {
                for (Slice slice = share.next(minibatch); slice != null; slice = share.next(minibatch)) {
                    assertTrue(slice.size() <= sliceCapacity);
                    assertEquals(Math.min(batchSize, EXAMPLES - minibatch * batchSize), slice.batchSize());
                    for (int x = 0; x < slice.size(); x++) {
                        assertTrue(seen.add(slice.labels()[x]));
                        assertEquals(slice.labels()[x] / 255f, slice.images().getFloat(0, x), 1e-7);
                        assertEquals(1, slice.images().getFloat(11, x), 1e-7);
                    }
                }
            }
            int from = minibatch * batchSize;
            int to = Math.min(from + batchSize, EXAMPLES);
            assertEquals(Set.copyOf(Arrays.stream(order, from, to).boxed().toList()), seen);
        }
    }

    @Test
    void aLargeMinibatchIsCutIntoSlicesOfNearlyEqualSizeThatTheSharesTakeInTurn() {
        List<Minibatches> shares = Minibatches.shares(DATA, 50, 14);
        assertEquals("0:13 0:13 1:10 ", slices(shares.get(0), 0, 2));
        assertEquals("0:13 0:11 ", slices(shares.get(1), 0, 2));
    }

    @Test
    void aSmallMinibatchIsNotShared() {
        assertEquals(1, Minibatches.shares(DATA, 10, 100).size());
        assertEquals(2, Minibatches.shares(DATA, 24, 100).size());
    }

    @Test
    void theLastMinibatchMayLeaveNothingForTheSecondShare() {
        List<Minibatches> shares = Minibatches.shares(DATA, 28, 100);
        assertEquals("0:14 1:14 2:4 ", slices(shares.get(0), 0, 3));
        assertEquals("0:14 1:14 ", slices(shares.get(1), 0, 3));
    }

    @Test
    void anEpochCanBeginInItsMiddle() {
        assertEquals("10:5 11:5 ", slices(Minibatches.whole(DATA, 5, 100), 10, 12));
        assertEquals("", slices(Minibatches.whole(DATA, 5, 100), 12, 13));
    }

    @Test
    void anEpochThatWasLeftIsForgotten() {
        Minibatches minibatches = Minibatches.whole(DATA, 5, 5);
        minibatches.start(Minibatches.shuffled(EXAMPLES, 1, 1), 0);
        minibatches.next(0);
        minibatches.start(Minibatches.inOrder(EXAMPLES), 1);
        assertEquals(5, minibatches.next(1).labels()[0]);
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

    /** The slices of some minibatches as {@code minibatch:size}. */
    private static String slices(Minibatches minibatches, int from, int to) {
        minibatches.start(Minibatches.inOrder(EXAMPLES), from);
        StringBuilder text = new StringBuilder();
        for (int minibatch = from; minibatch < to; minibatch++) {
            for (Slice slice = minibatches.next(minibatch); slice != null; slice = minibatches.next(minibatch)) {
                text.append(slice.minibatch()).append(':').append(slice.size()).append(' ');
            }
        }
        return text.toString();
    }
}
