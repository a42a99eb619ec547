package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class ImagesTest {
    private static final int EXAMPLES = 60;
    /** The first pixel of each image is its number, the last one too, and the others are full ink. */
    private static final Dataset DATA = new IdxBuilder()
            .examples(EXAMPLES)
            .size(3, 4)
            .pixels((example, row, column) -> row + column == 0 || row + column == 5 ? example : 255)
            .labels(example -> example)
            .read();

    @ParameterizedTest
    @CsvSource({"1, 100", "5, 2", "7, 3", "23, 4", "60, 7", "100, 100"})
    void everyImageOfAnOrderIsPreparedOnceInTurn(int batchSize, int sliceCapacity) {
        int[] order = Minibatches.shuffled(EXAMPLES, 1, 1);
        Minibatches minibatches = new Minibatches(EXAMPLES, batchSize, sliceCapacity);
        Images images = new Images(DATA, minibatches, Range.all(12));
        images.start(order);
        for (int i = 0; i < minibatches.slicesPerEpoch(); i++) {
            INDArray place = images.places().get(images.prepare(i));
            Slice slice = minibatches.slice(i);
            for (int x = 0; x < slice.size(); x++) {
                assertEquals(order[slice.from() + x] / 255.0, place.getDouble(0, x), 1e-7);
                assertEquals(1, place.getDouble(5, x));
                assertEquals(order[slice.from() + x] / 255.0, place.getDouble(11, x), 1e-7);
            }
        }
    }

    @Test
    void aRangeOfPixelsIsThatOfEveryImage() {
        Images lower = new Images(DATA, new Minibatches(EXAMPLES, 10, 10), new Range(10, 12));
        lower.start(Minibatches.inOrder(EXAMPLES));
        INDArray place = lower.places().get(lower.prepare(3));
        assertEquals(2, place.rows());
        assertEquals(1, place.getDouble(0, 4));
        assertEquals(34 / 255.0, place.getDouble(1, 4), 1e-7);
    }

    @Test
    void anOrderThatWasLeftIsForgotten() {
        Images images = new Images(DATA, new Minibatches(EXAMPLES, 5, 5), Range.all(12));
        images.start(Minibatches.shuffled(EXAMPLES, 1, 1));
        images.prepare(1);
        images.start(Minibatches.inOrder(EXAMPLES));
        assertEquals(5 / 255.0, images.places().get(images.prepare(1)).getDouble(0, 0), 1e-7);
    }

    @Test
    void backgroundIsZeroAndFullInkIsOne() {
        Images images = new Images(DATA, new Minibatches(EXAMPLES, 1, 1), Range.all(12));
        images.start(Minibatches.inOrder(EXAMPLES));
        INDArray place = images.places().get(images.prepare(0));
        assertEquals(0, place.getDouble(0, 0));
        assertEquals(1, place.getDouble(1, 0));
    }
}
