package mnist.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import mnist.data.Preprocessing.Kind;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class PreprocessingTest {
    /** Two images of two pixels: x is (0, 1) and (0.2, 0.6). */
    private static final int[][] BYTES = {{0, 255}, {51, 153}};

    private static final Dataset TWO = images(BYTES);

    @Test
    void scaledPixelsAreInZeroToOne() {
        assertSame(Preprocessing.SCALE, Preprocessing.of(Kind.SCALE, TWO));
        assertInputs(Kind.SCALE, new double[][] {{0, 1}, {0.2, 0.6}});
    }

    /** Means 0.1 and 0.8. */
    @Test
    void eachPixelLosesItsOwnMean() {
        assertArrayEquals(
                new float[] {0.1f, 0.8f},
                Preprocessing.of(Kind.CENTRE_PIXELS, TWO).mean(),
                1e-7f);
        assertInputs(Kind.CENTRE_PIXELS, new double[][] {{-0.1, 0.2}, {0.1, -0.2}});
    }

    /** Mean 1.8 / 4 = 0.45; mean of squares (0 + 1 + 0.04 + 0.36) / 4 = 0.35; variance 0.35 - 0.2025 = 0.1475. */
    @Test
    void allPixelsTogetherGetMeanZeroAndDeviationOne() {
        Preprocessing how = Preprocessing.of(Kind.STANDARDISE, TWO);
        double deviation = Math.sqrt(0.1475);
        assertArrayEquals(new float[] {0.45f}, how.mean(), 1e-7f);
        assertEquals(deviation, how.deviation(), 1e-7);
        assertInputs(Kind.STANDARDISE, new double[][] {
            {-0.45 / deviation, 0.55 / deviation}, {-0.25 / deviation, 0.15 / deviation}
        });
    }

    @Test
    void pixelsThatAreAllAlikeBecomeZero() {
        Dataset grey = images(new int[][] {{7, 7}, {7, 7}});
        Dataset shown = grey.preprocessedBy(Preprocessing.of(Kind.STANDARDISE, grey));
        assertEquals(1, shown.preprocessing().deviation());
        assertEquals(0, inputs(shown, Range.all(2)).getDouble(1, 1), 1e-8);
    }

    @Test
    void statisticsAreThoseOfTheGivenExamplesAlone() {
        assertArrayEquals(
                new float[] {0.2f, 0.6f},
                Preprocessing.of(Kind.CENTRE_PIXELS, TWO.subset(1, 2)).mean(),
                1e-7f);
    }

    @Test
    void aPartKeepsHowItIsShown() {
        Preprocessing how = Preprocessing.of(Kind.CENTRE_PIXELS, TWO);
        assertSame(how, TWO.preprocessedBy(how).subset(0, 1).preprocessing());
    }

    @Test
    void aRangeOfPixelsLosesItsOwnMeans() {
        Dataset shown = TWO.preprocessedBy(Preprocessing.of(Kind.CENTRE_PIXELS, TWO));
        INDArray right = inputs(shown, new Range(1, 2));
        assertEquals(0.2, right.getDouble(0, 0), 1e-7);
        assertEquals(-0.2, right.getDouble(0, 1), 1e-7);
    }

    @Test
    void itIsRestoredFromItsNumbers() {
        for (Kind kind : Kind.values()) {
            Preprocessing how = Preprocessing.of(kind, TWO);
            assertEquals(kind.means(2), how.mean().length);
            assertEquals(how, Preprocessing.restored(kind, how.mean(), how.deviation()));
            assertNotEquals(how, Preprocessing.restored(Kind.CENTRE_PIXELS, new float[] {1, 2}, 1));
        }
    }

    private static void assertInputs(Kind kind, double[][] expected) {
        Preprocessing how = Preprocessing.of(kind, TWO);
        INDArray columns = inputs(TWO.preprocessedBy(how), Range.all(2));
        for (int x = 0; x < 2; x++) {
            for (int i = 0; i < 2; i++) {
                assertEquals(expected[x][i], columns.getDouble(i, x), 1e-6);
                assertEquals(expected[x][i], how.unit() * BYTES[x][i] + how.shift(i), 1e-6);
            }
        }
    }

    /** Returns A^0, {@code (pixels, examples)}. */
    private static INDArray inputs(Dataset examples, Range pixels) {
        Images images = new Images(examples, new Minibatches(examples.size(), 10, 10), pixels);
        images.start(Minibatches.inOrder(examples.size()));
        return images.places().get(images.prepare(0));
    }

    private static Dataset images(int[][] bytes) {
        return new IdxBuilder()
                .examples(bytes.length)
                .size(1, 2)
                .pixels((example, row, column) -> bytes[example][column])
                .read();
    }
}
