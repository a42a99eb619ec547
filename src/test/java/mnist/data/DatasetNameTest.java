package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetNameTest {
    private static final String TRAIN_IMAGES = "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888";
    private static final String TRAIN_LABELS = "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9";
    private static final String MNIST_LABELS = "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5";

    private static DatasetName ofTrain(String images, String labels) {
        return DatasetName.of(List.of(
                new FileDigest("train-images-idx3-ubyte", images), new FileDigest("train-labels-idx1-ubyte", labels)));
    }

    @Test
    void onePairIsEnoughForAName() {
        assertEquals(DatasetName.FASHION_MNIST, ofTrain(TRAIN_IMAGES, TRAIN_LABELS));
    }

    @Test
    void mixedFilesAreUnknown() {
        assertEquals(DatasetName.UNKNOWN, ofTrain(TRAIN_IMAGES, MNIST_LABELS));
    }

    @Test
    void knownFilesUnderEachOthersNamesAreUnknown() {
        assertEquals(DatasetName.UNKNOWN, ofTrain(TRAIN_LABELS, TRAIN_IMAGES));
    }

    @Test
    void nothingIsUnknown() {
        assertEquals(DatasetName.UNKNOWN, DatasetName.of(List.of()));
    }

    @Test
    void otherDataIsUnknown() {
        assertEquals(DatasetName.UNKNOWN, DatasetName.of(new IdxBuilder().read().digests()));
    }

    @Test
    void classesOfFashionMnistAreCalledAsItsPublisherCallsThem() {
        assertEquals("T-shirt/top", DatasetName.FASHION_MNIST.className(0));
        assertEquals("Ankle boot", DatasetName.FASHION_MNIST.className(9));
        assertEquals(10, DatasetName.FASHION_MNIST.classNames().size());
    }

    @Test
    void classWithoutANameIsCalledByItsNumber() {
        assertEquals("7", DatasetName.MNIST.className(7));
        assertEquals("10", DatasetName.FASHION_MNIST.className(10));
    }
}
