package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mnist.data.Augmentation.Elastic;
import org.junit.jupiter.api.Test;

class DistortedEpochTest {
    private static final Augmentation HOW = new Augmentation(1, 10, new Elastic(8, 2), 0.8);
    private static final Dataset FILE =
            new IdxBuilder().examples(100).size(6, 7).read();

    @Test
    void everyExampleIsAsItIsAlone() {
        Dataset training = FILE.subset(10, 90);
        DistortedEpoch epoch = new DistortedEpoch(training, HOW, 4);
        assertEpoch(training, epoch, 1);
        assertEpoch(training, epoch, 2);
    }

    private static void assertEpoch(Dataset training, DistortedEpoch images, int epoch) {
        // Backwards: no part needs another.
        for (int part = images.parts() - 1; part >= 0; part--) {
            images.make(epoch, part);
        }
        Distorter alone = new Distorter(training, HOW, 4);
        for (int x = 0; x < training.size(); x++) {
            byte[] expected = alone.distorted(epoch, x);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i] & 0xFF, images.examples().pixel(x, i / 7, i % 7));
            }
            assertEquals(training.label(x), images.examples().label(x));
        }
    }

    @Test
    void theyAreShownAsTheOriginalsAre() {
        Preprocessing how = Preprocessing.of(Preprocessing.Kind.CENTRE_PIXELS, FILE);
        assertSame(
                how,
                new DistortedEpoch(FILE.preprocessedBy(how), HOW, 1).examples().preprocessing());
    }

    @Test
    void settingsThatChangeNothingAreNone() {
        assertTrue(Augmentation.NONE.isNone());
        assertTrue(new Augmentation(2, 30, new Elastic(34, 4), 0).isNone());
        assertFalse(new Augmentation(1, 0, new Elastic(0, 4), 0.5).isNone());
        assertFalse(new Augmentation(0, 1, new Elastic(0, 4), 0.5).isNone());
        assertFalse(new Augmentation(0, 0, new Elastic(1, 4), 0.5).isNone());
    }
}
