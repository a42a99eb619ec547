package mnist.data;

import static mnist.data.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files as EMNIST was published: with its own names, images column by column, letters labelled from 1. */
class EmnistTest {
    /** A picture of 2 rows and 3 columns, whose pixel in row r, column c is 10 r + c, stored by columns: 0 10 1 11 2 12. */
    private static final IdxBuilder PUBLISHED = new IdxBuilder()
            .examples(26)
            .size(3, 2)
            .pixels((example, row, column) -> 10 * column + row)
            .labels(example -> example + 1);

    @TempDir
    private Path folder;

    @BeforeEach
    void publish() throws IOException {
        write("letters");
    }

    private void write(String set) throws IOException {
        for (String part : new String[] {"train", "test"}) {
            String begin = "emnist-" + set + "-" + part;
            Files.write(folder.resolve(begin + "-images-idx3-ubyte.gz"), IdxBuilder.gzip(PUBLISHED.imageFile()));
            Files.write(folder.resolve(begin + "-labels-idx1-ubyte.gz"), IdxBuilder.gzip(PUBLISHED.labelFile()));
        }
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void imagesAreUprightAndTheFirstLetterIsClassZero(Split split) {
        assertPicture(Dataset.load(folder, split));
    }

    private static void assertPicture(Dataset data) {
        assertEquals(List.of(2, 3), List.of(data.rows(), data.columns()));
        assertEquals(12, data.pixel(25, 1, 2));
        assertEquals(10, data.pixel(0, 1, 0));
        assertEquals(2, data.pixel(0, 0, 2));
        assertEquals(0, data.label(0));
        assertEquals(25, data.label(25));
        assertEquals(26, data.classes());
    }

    @Test
    void theirNamesTellWhoseTheyAre() {
        DatasetName name = DatasetName.of(Dataset.load(folder, Split.TEST).digests());
        assertEquals(DatasetName.EMNIST_LETTERS, name);
        assertEquals("a", name.className(0));
        assertEquals("25 z", name.numberAndName(25));
        assertEquals(DatasetName.EMNIST_LETTERS, DataDirectory.read(folder).name());
    }

    @Test
    void underTheNamesOfMnistTheSettingsSayIt() throws IOException {
        Path other = PUBLISHED.write(folder.resolve("other"), Split.TRAIN);
        assertEquals(3, Dataset.load(other, Split.TRAIN).rows());
        assertEquals(1, Dataset.load(other, Split.TRAIN).label(0));
        assertPicture(Dataset.load(other, Split.TRAIN, new Layout(Optional.of(true), Optional.of(1))));
        assertEquals(
                3,
                Dataset.load(folder, Split.TRAIN, new Layout(Optional.of(false), Optional.empty()))
                        .rows());
    }

    @Test
    void aLabelBelowTheFirstIsRejected() {
        assertRejected(
                () -> Dataset.load(folder, Split.TEST, new Layout(Optional.empty(), Optional.of(2))),
                folder.resolve("emnist-letters-test-labels-idx1-ubyte.gz").toString(),
                "label of example 0 out of range at byte 8",
                "found 1, expected 2 to");
    }

    @Test
    void severalDataSetsInAFolderAreRejected() throws IOException {
        write("digits");
        assertRejected(
                () -> Dataset.load(folder, Split.TEST),
                folder.toString(),
                "several data sets",
                "emnist-letters-test-images-idx3-ubyte.gz and emnist-digits-test-images-idx3-ubyte.gz",
                "folder of its own");
    }

    @Test
    void theFilesOfMnistAreTakenBeforeThem() {
        new IdxBuilder().write(folder, Split.TRAIN);
        assertEquals(6, Dataset.load(folder, Split.TRAIN).size());
    }

    /** The mapping files of EMNIST: class 10 is A, 36 is a; of the merged classes, 46 is t. */
    @ParameterizedTest
    @CsvSource({
        "EMNIST_BY_CLASS, 62, 10, A", "EMNIST_BY_CLASS, 62, 36, a", "EMNIST_BY_CLASS, 62, 61, z",
        "EMNIST_BALANCED, 47, 35, Z", "EMNIST_BALANCED, 47, 36, a", "EMNIST_BALANCED, 47, 38, d",
        "EMNIST_BY_MERGE, 47, 46, t", "EMNIST_LETTERS, 26, 12, m"
    })
    void classesAreCalledAsTheMappingsSay(DatasetName name, int classes, int number, String expected) {
        assertEquals(classes, name.classNames().size());
        assertEquals(expected, name.className(number));
    }
}
