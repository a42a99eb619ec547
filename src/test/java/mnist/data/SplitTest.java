package mnist.data;

import static mnist.data.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t10k-images-idx3-ubyte",
                "t10k-images.idx3-ubyte",
                "t10k-images-idx3-ubyte.gz",
                "t10k-images.idx3-ubyte.gz"
            })
    void everySpellingIsFound(String name) throws IOException {
        Path file = Files.createFile(directory.resolve(name));
        assertEquals(file, Split.TEST.findImages(directory));
    }

    @Test
    void unpackedFileIsTakenBeforeAPackedOne() throws IOException {
        Files.createFile(directory.resolve("train-labels-idx1-ubyte.gz"));
        Path unpacked = Files.createFile(directory.resolve("train-labels.idx1-ubyte"));
        assertEquals(unpacked, Split.TRAIN.findLabels(directory));
    }

    @Test
    void directoryOfTheSameNameIsNoFile() throws IOException {
        Files.createDirectory(directory.resolve("train-labels-idx1-ubyte"));
        Path packed = Files.createFile(directory.resolve("train-labels-idx1-ubyte.gz"));
        assertEquals(packed, Split.TRAIN.findLabels(directory));
    }

    @Test
    void missingFileIsRejected() {
        assertRejected(
                () -> Split.TRAIN.findLabels(directory), directory.toString(), "no file train-labels-idx1-ubyte");
    }

    @Test
    void missingDirectoryIsRejected() {
        Path none = directory.resolve("none");
        assertRejected(() -> Dataset.load(none, Split.TEST), none.toString(), "no such data directory");
    }
}
