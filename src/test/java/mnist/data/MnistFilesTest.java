package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import mnist.data.DataDirectory.SplitSummary;
import org.junit.jupiter.api.Test;

/** The real MNIST, as it is in the repository. */
class MnistFilesTest {
    private static final Path MNIST = Path.of("data/mnist");

    @Test
    void directoryIsMnistWithItsKnownCounts() {
        DataDirectory mnist = DataDirectory.read(MNIST);
        assertEquals(DatasetName.MNIST, mnist.name());
        SplitSummary train = mnist.splits().get(0);
        assertEquals(Split.TRAIN, train.split());
        assertEquals(List.of(60_000, 28, 28), train.files().get(0).shape());
        assertEquals(List.of(60_000), train.files().get(1).shape());
        assertEquals(
                List.of(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949),
                List.copyOf(train.countsPerClass().values()));
        SplitSummary test = mnist.splits().get(1);
        assertEquals(List.of(10_000, 28, 28), test.files().get(0).shape());
        assertEquals(
                List.of(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009),
                List.copyOf(test.countsPerClass().values()));
        assertEquals(
                MNIST.resolve("t10k-labels-idx1-ubyte.gz"), test.files().get(1).path());
    }

    /** The digests are those of the originals, as {@code data/README.md} lists them. */
    @Test
    void digestsAreThoseOfTheOriginals() {
        List<String> digests = DataDirectory.read(MNIST).splits().stream()
                .flatMap(split -> split.files().stream())
                .map(file -> file.digest().sha256().substring(0, 8))
                .collect(Collectors.toList());
        assertEquals(List.of("ba891046", "65a50cbb", "0fa7898d", "ff7bcfd4"), digests);
    }

    /** The first test image is the well-known 7: a horizontal bar on top, and one stroke down from its right end. */
    @Test
    void firstTestImageIsASeven() {
        Dataset test = Dataset.load(MNIST, Split.TEST);
        assertEquals(7, test.label(0));
        assertEquals(0, test.pixel(0, 0, 0));
        assertEquals(84, test.pixel(0, 7, 6));
        test.requireFits(784, 10);
    }
}
