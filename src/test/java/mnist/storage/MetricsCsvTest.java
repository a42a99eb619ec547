package mnist.storage;

import static mnist.storage.StorageErrors.assertStorageError;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import mnist.storage.AtomicFile.Durability;
import mnist.training.EpochMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsCsvTest {
    private static final String HEADER =
            "epoch,learning_rate,train_cost,train_accuracy,validation_cost,validation_accuracy,seconds\n";
    private static final EpochMetrics FIRST =
            new EpochMetrics(1, 0.5, 1.25, 0.625, OptionalDouble.of(1e-4), OptionalDouble.of(0.9), 3);
    private static final String FIRST_LINE = "1,0.5,1.25,0.625,0.0001,0.9,3.0\n";
    private static final EpochMetrics SECOND =
            new EpochMetrics(2, 0.1 + 0.2, 1.0 / 3, 1, OptionalDouble.empty(), OptionalDouble.empty(), 0.125);
    private static final String SECOND_LINE = "2,0.30000000000000004,0.3333333333333333,1.0,,,0.125\n";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void chooseAFile() {
        file = folder.resolve("metrics.csv");
    }

    @Test
    void rowsAreWrittenAsDocumentedInEveryLocale() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            MetricsCsv.write(file, List.of(), Durability.FORCED);
            assertEquals(HEADER, Files.readString(file));
            MetricsCsv.append(file, List.of(FIRST), Durability.FORCED);
            assertEquals(HEADER + FIRST_LINE, Files.readString(file));
            MetricsCsv.append(file, List.of(SECOND), Durability.FORCED);
            assertEquals(HEADER + FIRST_LINE + SECOND_LINE, Files.readString(file));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void rowsAreReadBack() {
        MetricsCsv.write(file, List.of(), Durability.FORCED);
        MetricsCsv.append(file, List.of(FIRST), Durability.FORCED);
        MetricsCsv.append(file, List.of(SECOND), Durability.FORCED);
        assertEquals(List.of(FIRST, SECOND), MetricsCsv.read(file));
    }

    @Test
    void linesThatASpreadsheetEndedInItsOwnWayAreRead() throws Exception {
        Files.writeString(file, (HEADER + FIRST_LINE).replace("\n", "\r\n"));
        assertEquals(List.of(FIRST), MetricsCsv.read(file));
    }

    @Test
    void rowsOfLaterEpochsAreDropped() throws Exception {
        Files.writeString(file, HEADER + FIRST_LINE + SECOND_LINE);
        assertEquals(List.of(FIRST), MetricsCsv.truncateAfter(file, 1, Durability.FORCED));
        assertEquals(HEADER + FIRST_LINE, Files.readString(file));
        assertEquals(List.of(), MetricsCsv.truncateAfter(file, 0, Durability.FORCED));
        assertEquals(HEADER, Files.readString(file));
    }

    @Test
    void aTornLastLineIsDropped() throws Exception {
        for (int length = 1; length < SECOND_LINE.length(); length++) {
            Files.writeString(file, HEADER + FIRST_LINE + SECOND_LINE.substring(0, length));
            assertEquals(List.of(FIRST), MetricsCsv.truncateAfter(file, 2, Durability.FORCED));
            assertEquals(HEADER + FIRST_LINE, Files.readString(file));
        }
    }

    @Test
    void aTornHeaderIsWrittenAgain() throws Exception {
        for (String torn : List.of("", "epoch,lear")) {
            Files.writeString(file, torn);
            assertEquals(List.of(), MetricsCsv.truncateAfter(file, 3, Durability.FORCED));
            assertEquals(HEADER, Files.readString(file));
        }
    }

    @Test
    void truncatingToAllRowsChangesNoByte() throws Exception {
        Files.writeString(file, HEADER + FIRST_LINE + SECOND_LINE);
        assertEquals(List.of(FIRST, SECOND), MetricsCsv.truncateAfter(file, 2, Durability.FORCED));
        assertEquals(HEADER + FIRST_LINE + SECOND_LINE, Files.readString(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2,0.5,1,1,1,1|wrong number of fields, found 6, expected 7",
                "2,0.5,1,1,1,1,1,1|wrong number of fields, found 8, expected 7",
                "two,0.5,1,1,1,1,1|epoch is not a whole number, found \"two\"",
                "1,0.5,1,1,1,1,1|epochs are not in order, found 1 after 1",
                "2,0x1p3,1,1,1,1,1|learning_rate is not a number, found \"0x1p3\"",
                "2,0.5,,1,1,1,1|train_cost is not a number, found \"\"",
                "2,0.5,1,1,1,1d,1|validation_accuracy is not a number, found \"1d\"",
                "2,0.5,1,1,1,1,'1,5'|wrong number of fields, found 8",
            })
    void aWrongLineIsNamed(String line, String reason) throws Exception {
        Files.writeString(file, HEADER + FIRST_LINE + line.replace("'", "") + "\n3,0.5,1,1,1,1,1\n");
        assertStorageError(() -> MetricsCsv.read(file), file + ":3: " + reason);
        String before = Files.readString(file);
        assertStorageError(() -> MetricsCsv.truncateAfter(file, 1, Durability.FORCED), file + ":3: " + reason);
        assertEquals(before, Files.readString(file));
    }

    @Test
    void anEmptyLineIsNamed() throws Exception {
        Files.writeString(file, HEADER + "\n" + FIRST_LINE);
        assertStorageError(() -> MetricsCsv.read(file), file + ":2: wrong number of fields, found 1, expected 7");
    }

    @Test
    void anotherHeaderIsRejected() throws Exception {
        Files.writeString(file, "epoch,cost\n1,2\n");
        assertStorageError(() -> MetricsCsv.read(file), file + ":1: wrong header, found \"epoch,cost\"");
    }

    @Test
    void aFileWithoutAFinishedLineHasNoRows() throws Exception {
        Files.writeString(file, "epoch,lear");
        assertEquals(List.of(), MetricsCsv.read(file));
    }

    @Test
    void bytesThatAreNoTextAreRejected() throws Exception {
        Files.write(file, (HEADER + "1,\u00ff\"\n\u0000,").getBytes(StandardCharsets.ISO_8859_1));
        assertStorageError(() -> MetricsCsv.read(file), file + ":2: wrong number of fields");
    }

    @Test
    void aQuoteThatIsNeverClosedIsRejected() throws Exception {
        Files.writeString(file, HEADER + "\"1," + "\n".repeat(1000));
        assertStorageError(() -> MetricsCsv.read(file), file + ":2: ");
    }

    @Test
    void aMissingFileIsRejected() {
        assertStorageError(() -> MetricsCsv.read(file), "no such file");
        assertStorageError(() -> MetricsCsv.truncateAfter(file, 1, Durability.FORCED), "no such file");
        assertStorageError(() -> MetricsCsv.append(file, List.of(FIRST), Durability.FORCED), "no such file");
    }
}
