package mnist.storage;

import static java.util.stream.Collectors.joining;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import mnist.json.Quote;
import mnist.storage.AtomicFile.Durability;
import mnist.training.EpochMetrics;

/**
 * {@code metrics.csv}: a header, then one row for each epoch. Numbers are as {@link Csv} writes them; the two
 * validation fields are empty where there is no validation set. Every line ends in a line feed: what follows the last one is
 * a row that was never finished.
 */
public final class MetricsCsv {
    /** The first line of the file. */
    public static final String HEADER =
            "epoch,learning_rate,train_cost,train_accuracy,validation_cost,validation_accuracy,seconds";

    private static final String[] FIELDS = HEADER.split(",");
    private static final String ADVICE = "Put the line right, or start the run again.";

    /** The rows of more than a million epochs. */
    private static final long LONGEST_FILE = 1 << 27;

    /** Narrower than {@code Double.parseDouble}, which takes {@code 1f} and {@code 0x1p3} as well. */
    private static final Pattern NUMBER =
            Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?([eE][-+]?\\d{1,4})?|NaN|-?Infinity");

    /** Lines with too few and too many fields come through, so that this class can say so with file and line. */
    private static final CsvReader.CsvReaderBuilder CSV =
            CsvReader.builder().skipEmptyLines(false).allowExtraFields(true).allowMissingFields(true);

    private MetricsCsv() {}

    /**
     * Writes the file with all its rows at once, over an earlier one.
     *
     * @param durability whether to wait for the disk
     * @throws StorageException if it cannot be written
     */
    public static void write(Path file, List<EpochMetrics> rows, Durability durability) {
        AtomicFile.writeText(file, durability, HEADER + "\n" + lines(rows));
    }

    /**
     * Appends rows. If that fails, the file is put back as it was.
     *
     * @param durability whether to wait for the disk
     * @throws StorageException if the file does not exist or cannot be written
     */
    public static void append(Path file, List<EpochMetrics> rows, Durability durability) {
        if (!Files.isRegularFile(file)) {
            throw new StorageException(file + ": no such file; it has the metrics of the run. Start the run again.");
        }
        // No channel: an interrupt would close it in the middle of a row.
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            long length = out.length();
            try {
                out.seek(length);
                out.write(lines(rows).getBytes(StandardCharsets.US_ASCII));
                if (durability == Durability.FORCED) {
                    out.getFD().sync();
                }
            } catch (IOException e) {
                out.setLength(length);
                throw e;
            }
        } catch (IOException e) {
            throw StorageException.cannotWrite(file, e);
        }
    }

    private static String lines(List<EpochMetrics> rows) {
        return rows.stream()
                .map(row -> Csv.line(List.of(
                        row.epoch(),
                        row.learningRate(),
                        row.trainCost(),
                        row.trainAccuracy(),
                        row.validationCost(),
                        row.validationAccuracy(),
                        row.seconds())))
                .collect(joining());
    }

    /**
     * Drops the rows of later epochs, and a last line that was never finished; the file is replaced as a whole.
     *
     * @param epoch the last epoch to keep
     * @param durability whether to wait for the disk
     * @return the rows that the file now has; a caller who needs all epochs compares their number
     * @throws StorageException if the file is missing or cannot be written, or a finished line is wrong
     */
    public static List<EpochMetrics> truncateAfter(Path file, int epoch, Durability durability) {
        List<EpochMetrics> kept =
                read(file).stream().filter(row -> row.epoch() <= epoch).toList();
        write(file, kept, durability);
        return kept;
    }

    /**
     * Returns all rows but a last line that was never finished.
     *
     * @throws StorageException if the file is missing, or a finished line is wrong, naming the line
     */
    public static List<EpochMetrics> read(Path file) {
        String text = text(file);
        String finished = text.substring(0, text.lastIndexOf('\n') + 1);
        return finished.isEmpty() ? List.of() : rows(file, finished);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new StorageException(file + ": is too long, found " + Files.size(file)
                        + " bytes, expected at most " + LONGEST_FILE + ". Use the metrics of a run.");
            }
            // ISO 8859-1 takes any byte; every character of a right file is ASCII.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw StorageException.cannotRead(file, e);
        }
    }

    private static List<EpochMetrics> rows(Path file, String text) {
        try (CsvReader<CsvRecord> reader = CSV.ofCsvRecord(text)) {
            List<Line> lines =
                    reader.stream().map(record -> new Line(file, record)).toList();
            lines.get(0).requireHeader();
            List<EpochMetrics> rows = new ArrayList<>();
            int epoch = 0;
            for (Line line : lines.subList(1, lines.size())) {
                rows.add(line.row(epoch));
                epoch = rows.get(rows.size() - 1).epoch();
            }
            return rows;
        } catch (CsvParseException e) {
            throw new StorageException(
                    file + ": is not valid CSV: " + Quote.shorten(e.getMessage(), 200) + ". " + ADVICE, e);
        } catch (IOException e) {
            throw StorageException.cannotRead(file, e);
        }
    }

    /** A line of the file, which says where something is wrong. */
    private record Line(Path file, CsvRecord record) {
        void requireHeader() {
            String header = String.join(",", record.getFields());
            if (!header.equals(HEADER)) {
                throw bad("wrong header, found " + Quote.quoted(header) + ", expected " + HEADER);
            }
        }

        EpochMetrics row(int previous) {
            if (record.getFieldCount() != FIELDS.length) {
                throw bad("wrong number of fields, found " + record.getFieldCount() + ", expected " + FIELDS.length);
            }
            if (!record.getField(0).matches("\\d{1,9}")) {
                throw bad("epoch is not a whole number, found " + Quote.quoted(record.getField(0)));
            }
            int epoch = Integer.parseInt(record.getField(0));
            if (epoch <= previous) {
                throw bad("epochs are not in order, found " + epoch + " after " + previous);
            }
            return new EpochMetrics(epoch, number(1), number(2), number(3), optional(4), optional(5), number(6));
        }

        private OptionalDouble optional(int index) {
            return record.getField(index).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(index));
        }

        private double number(int index) {
            String field = record.getField(index);
            if (!NUMBER.matcher(field).matches()) {
                throw bad(FIELDS[index] + " is not a number, found " + Quote.quoted(field));
            }
            return Double.parseDouble(field);
        }

        private StorageException bad(String what) {
            return new StorageException(file + ":" + record.getStartingLineNumber() + ": " + what + ". " + ADVICE);
        }
    }
}
