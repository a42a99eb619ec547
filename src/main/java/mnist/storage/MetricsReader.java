package mnist.storage;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import mnist.training.EpochMetrics;

/** Reads the rows of {@code metrics.csv}, and says in which line something is wrong. */
final class MetricsReader {
    /** Narrower than {@code Double.parseDouble}, which takes {@code 1f} and {@code 0x1p3} as well. */
    private static final Pattern NUMBER =
            Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?([eE][-+]?\\d{1,4})?|NaN|-?Infinity");

    private static final String ADVICE = "Put the line right, or start the run again.";

    /** Lines with too few and too many fields come through, so that this class can say so with file and line. */
    private static final CsvReader.CsvReaderBuilder CSV =
            CsvReader.builder().skipEmptyLines(false).allowExtraFields(true).allowMissingFields(true);

    private static final String[] FIELDS = MetricsCsv.HEADER.split(",");

    private final Path file;
    private final CsvRecord record;

    private MetricsReader(Path file, CsvRecord record) {
        this.file = file;
        this.record = record;
    }

    /** Returns the rows of a file with the given text. */
    static List<EpochMetrics> read(Path file, String text) {
        List<EpochMetrics> rows = new ArrayList<>();
        boolean atHeader = true;
        try (CsvReader<CsvRecord> records = CSV.ofCsvRecord(text)) {
            for (CsvRecord record : records) {
                MetricsReader reader = new MetricsReader(file, record);
                if (atHeader) {
                    reader.checkHeader();
                } else {
                    rows.add(reader.row(rows));
                }
                atHeader = false;
            }
        } catch (CsvParseException e) {
            throw new StorageException(file + ": is no valid CSV: " + ErrorText.cut(e.getMessage()) + ". " + ADVICE, e);
        } catch (IOException e) {
            throw ErrorText.cannotRead(file, e);
        }
        if (atHeader) {
            throw new StorageException(
                    file + ":1: the file is empty, expected the header " + MetricsCsv.HEADER + ". " + ADVICE);
        }
        return rows;
    }

    private void checkHeader() {
        String header = String.join(",", record.getFields());
        if (!header.equals(MetricsCsv.HEADER)) {
            throw bad("wrong header, found " + ErrorText.quote(header) + ", expected " + MetricsCsv.HEADER);
        }
    }

    private EpochMetrics row(List<EpochMetrics> before) {
        if (record.getFieldCount() != FIELDS.length) {
            throw bad("wrong number of fields, found " + record.getFieldCount() + ", expected " + FIELDS.length);
        }
        int epoch = epoch();
        int previous = before.isEmpty() ? 0 : before.get(before.size() - 1).epoch();
        if (epoch <= previous) {
            throw bad("epochs are not in order, found " + epoch + " after " + previous);
        }
        return new EpochMetrics(epoch, number(1), number(2), number(3), optional(4), optional(5), number(6));
    }

    private int epoch() {
        String field = record.getField(0);
        if (!field.matches("\\d{1,9}")) {
            throw bad("epoch is no whole number, found " + ErrorText.quote(field));
        }
        return Integer.parseInt(field);
    }

    private OptionalDouble optional(int index) {
        return record.getField(index).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(index));
    }

    private double number(int index) {
        String field = record.getField(index);
        if (!NUMBER.matcher(field).matches()) {
            throw bad(FIELDS[index] + " is no number, found " + ErrorText.quote(field));
        }
        return Double.parseDouble(field);
    }

    private StorageException bad(String what) {
        return new StorageException(file + ":" + record.getStartingLineNumber() + ": " + what + ". " + ADVICE);
    }
}
