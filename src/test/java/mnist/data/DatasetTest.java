package mnist.data;

import static mnist.data.IdxBuilder.cutTo;
import static mnist.data.IdxBuilder.set;
import static mnist.data.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetTest {
    private static final Path FIXTURE = Path.of("src/test/resources/mnist/data/fixture");

    private static void assertImagesRejected(UnaryOperator<byte[]> bend, String... parts) {
        assertRejected(() -> new IdxBuilder().bendImages(bend).read(), "images", parts);
        assertRejected(() -> new IdxBuilder().bendImages(bend).gzip().read(), "images", parts);
    }

    private static void assertLabelsRejected(UnaryOperator<byte[]> bend, String... parts) {
        assertRejected(() -> new IdxBuilder().bendLabels(bend).read(), "labels", parts);
        assertRejected(() -> new IdxBuilder().bendLabels(bend).gzip().read(), "labels", parts);
    }

    @Test
    void plainPairOfPythonIsRead() {
        Dataset data = Dataset.load(FIXTURE, Split.TRAIN);
        assertEquals(List.of(3, 2, 4, 8, 8), sizes(data));
        assertEquals(List.of(7, 0, 2), List.of(data.label(0), data.label(1), data.label(2)));
        assertEquals(213, data.pixel(2, 1, 3));
        assertEquals(
                List.of(
                        new FileDigest(
                                "train-images-idx3-ubyte",
                                "c2e7718a40aa348ab7d92535594a678ba314aa54726391b649c2b5749693877f"),
                        new FileDigest(
                                "train-labels-idx1-ubyte",
                                "a054e9762d21fdaf9e9a5090cc33869586ba6db8b2df93c791a17f903c71c713")),
                data.digests());
    }

    @Test
    void packedPairOfPythonWithIntLabelsIsRead() {
        Dataset data = Dataset.load(FIXTURE, Split.TEST);
        assertEquals(List.of(2, 2, 4, 8, 301), sizes(data));
        assertEquals(300, data.label(0));
        assertEquals(1, data.label(1));
        assertEquals(112, data.pixel(1, 1, 2));
        assertEquals(
                "498bf782c6ae16169471a691aab1307aef243f24cf66eac35585acccd910afd5",
                data.digests().get(0).sha256());
    }

    private static List<Integer> sizes(Dataset data) {
        return List.of(data.size(), data.rows(), data.columns(), data.pixels(), data.classes());
    }

    @Test
    void contentNotNameDecidesPacking(@TempDir Path directory) throws Exception {
        IdxBuilder pair = new IdxBuilder();
        Files.write(directory.resolve("train-images-idx3-ubyte.gz"), pair.imageFile());
        Files.write(directory.resolve("train-labels-idx1-ubyte"), IdxBuilder.gzip(pair.labelFile()));
        assertEquals(6, Dataset.load(directory, Split.TRAIN).size());
    }

    @Test
    void pixelsAreCopiedToTheirPlaceAlone() {
        Dataset data = new IdxBuilder()
                .examples(2)
                .size(16, 16)
                .pixels((example, row, column) -> 16 * row + column)
                .read();
        ByteBuffer target = ByteBuffer.allocate(300);
        target.put(9, (byte) 77).put(66, (byte) 77).position(5);
        data.copyPixels(1, new Range(200, 256), target, 10);
        for (int value = 200; value < 256; value++) {
            assertEquals((byte) value, target.get(10 + value - 200));
        }
        assertEquals(77, target.get(9));
        assertEquals(77, target.get(66));
        assertEquals(5, target.position());
    }

    @Test
    void subsetIsAViewOfItsExamples() {
        Dataset data = new IdxBuilder().read();
        Dataset part = data.subset(1, 5).subset(1, 3);
        assertEquals(2, part.size());
        assertEquals(data.label(3), part.label(1));
        assertEquals(data.pixel(2, 1, 1), part.pixel(0, 1, 1));
        ByteBuffer target = ByteBuffer.allocate(12);
        part.copyPixels(1, Range.all(12), target, 0);
        assertEquals((byte) data.pixel(3, 2, 3), target.get(11));
        assertEquals(data.digests(), part.digests());
        assertEquals(3, part.classes());
        assertEquals(Map.of(2, 1, 0, 1), part.countsPerClass());
        assertEquals(0, data.subset(6, 6).size());
    }

    @Test
    void examplesOutsideOfASubsetAreOutOfReach() {
        Dataset part = new IdxBuilder().read().subset(1, 3);
        assertThrows(IndexOutOfBoundsException.class, () -> part.label(2));
        assertThrows(IndexOutOfBoundsException.class, () -> part.label(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> part.pixel(0, 3, 0));
        ByteBuffer target = ByteBuffer.allocate(12);
        Range all = Range.all(12);
        assertThrows(IndexOutOfBoundsException.class, () -> part.copyPixels(2, all, target, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> part.subset(1, 3));
    }

    @Test
    void imagesOfOtherTypeAreRejected() {
        assertImagesRejected(
                set(2, 0x09), "wrong element type of images at byte 2", "signed byte (0x09), expected unsigned");
    }

    @Test
    void imagesOfOtherRankAreRejected() {
        UnaryOperator<byte[]> rank2 = bytes -> cutTo(12 + 12).apply(set(3, 2).apply(bytes));
        assertImagesRejected(
                bytes -> set(4, 0, 0, 0, 3, 0, 0, 0, 4).apply(rank2.apply(bytes)),
                "wrong rank of images at byte 3, found 2, expected 3");
    }

    @ParameterizedTest
    @CsvSource({"4,0 x 3 x 4", "8,6 x 0 x 4", "12,6 x 3 x 0"})
    void imagesWithoutPixelsAreRejected(int offset, String shape) {
        assertImagesRejected(
                bytes -> cutTo(16).apply(set(offset, 0, 0, 0, 0).apply(bytes)), "no pixels", "found " + shape);
    }

    @Test
    void labelsOfOtherTypeAreRejected() {
        assertLabelsRejected(
                set(2, 0x09),
                "wrong element type of labels at byte 2",
                "found signed byte (0x09), expected unsigned byte (0x08) or int (0x0c)");
    }

    @Test
    void labelsOfOtherRankAreRejected() {
        UnaryOperator<byte[]> column = bytes -> new byte[] {0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0};
        assertLabelsRejected(column, "wrong rank of labels at byte 3, found 2, expected 1");
    }

    @Test
    void differingCountsAreRejected() {
        assertLabelsRejected(
                bytes -> cutTo(8 + 5).apply(set(7, 5).apply(bytes)),
                "counts differ at byte 4",
                "found 5 labels, expected 6 as in images");
    }

    @ParameterizedTest
    @CsvSource({"-1", "-2147483648", "2147483647"})
    void intLabelOutOfRangeIsRejected(int label) {
        IdxBuilder pair = new IdxBuilder().intLabels().labels(example -> example == 3 ? label : 0);
        assertRejected(pair::read, "labels", "label of example 3 out of range at byte 20", "found " + label);
    }

    @Test
    void highestIntLabelIsRead() {
        IdxBuilder pair = new IdxBuilder().intLabels().labels(example -> Integer.MAX_VALUE - 1);
        assertEquals(Integer.MAX_VALUE, pair.read().classes());
    }

    @Test
    void imagesThatDoNotFitTheFirstLayerAreRejected() {
        Dataset data = new IdxBuilder().read();
        data.requireFits(12, 3);
        assertRejected(
                () -> data.requireFits(784, 3), "train-images-idx3-ubyte", "found 3 x 4 = 12 pixels, expected 784");
    }

    @Test
    void labelOutsideOfTheClassesIsRejectedWithItsExample() {
        Dataset data = new IdxBuilder().read();
        data.requireFits(12, 4);
        data.subset(0, 2).requireFits(12, 2);
        assertRejected(
                () -> data.subset(1, 6).requireFits(12, 2),
                "train-labels-idx1-ubyte",
                "label of example 2 is outside",
                "found 2, expected 0 to 1",
                "Give the network 3 outputs");
    }

    @Test
    void aFolderThatMayNotBeOpenedIsNotCalledEmpty(@TempDir Path folder) throws IOException {
        new IdxBuilder().write(folder, Split.TRAIN);
        assumeTrue(folder.toFile().setExecutable(false), "permissions cannot be set here");
        try {
            assumeFalse(Files.isExecutable(folder), "this user may open everything");
            assertRejected(
                    () -> Dataset.load(folder, Split.TRAIN), folder.toString(), "cannot be read, permission denied");
        } finally {
            folder.toFile().setExecutable(true);
        }
    }
}
