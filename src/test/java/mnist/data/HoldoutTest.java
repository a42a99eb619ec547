package mnist.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {
    private static final int SIZE = 100;
    /** 70 of class 0, 20 of class 1, 10 of class 2; the only pixel of each image is its number. */
    private static final Dataset FILE = new IdxBuilder()
            .examples(SIZE)
            .size(1, 1)
            .pixels((example, row, column) -> example)
            .labels(example -> example % 10 < 7 ? 0 : example % 10 < 9 ? 1 : 2)
            .read();

    @Test
    void aNumberTakesTheLast() {
        assertSame(FILE, Holdout.last(20).atEnd(FILE));
    }

    @Test
    void eachExampleIsTrainedOnOrKeptOut() {
        int[] order = order(drawn(30, false, 1));
        assertArrayEquals(
                IntStream.range(0, SIZE).toArray(), IntStream.of(order).sorted().toArray());
        assertArrayEquals(
                IntStream.of(order).limit(70).sorted().toArray(),
                IntStream.of(order).limit(70).toArray());
        assertArrayEquals(
                IntStream.of(order).skip(70).sorted().toArray(),
                IntStream.of(order).skip(70).toArray());
    }

    @Test
    void theSeedDecides() {
        assertArrayEquals(order(drawn(30, false, 1)), order(drawn(30, false, 1)));
        assertNotEquals(drawn(30, false, 1), drawn(30, false, 2));
        assertNotEquals(
                IntStream.of(order(drawn(30, false, 1))).skip(70).boxed().toList(),
                IntStream.of(order(drawn(30, false, 2))).skip(70).boxed().toList());
    }

    @Test
    void stratifiedTakesOfEachClassItsShare() {
        for (int seed = 1; seed <= 5; seed++) {
            Dataset kept = drawn(20, true, seed).atEnd(FILE).subset(80, 100);
            assertEquals(Map.of(0, 14, 1, 4, 2, 2), kept.countsPerClass());
        }
    }

    /** Of 7, 2 and 1 examples, 5 are 3.5, 1 and 0.5: the remainders of a half are equal, and the first class gets the one. */
    @Test
    void whatIsLeftGoesToTheLargestRemainders() {
        assertArrayEquals(new int[] {4, 1, 0}, Holdout.shares(new int[] {7, 2, 1}, 5));
        assertArrayEquals(new int[] {2, 1, 0, 1}, Holdout.shares(new int[] {5, 3, 0, 2}, 4));
    }

    @Test
    void aFileThatIsTooSmallStaysAsItIs() {
        assertSame(FILE, drawn(SIZE, true, 1).atEnd(FILE));
    }

    private static Holdout drawn(int count, boolean stratified, long seed) {
        return new Holdout(count, Optional.of(new Holdout.Draw(stratified, seed)));
    }

    private static int[] order(Holdout holdout) {
        Dataset ordered = holdout.atEnd(FILE);
        return IntStream.range(0, SIZE).map(x -> ordered.pixel(x, 0, 0)).toArray();
    }
}
