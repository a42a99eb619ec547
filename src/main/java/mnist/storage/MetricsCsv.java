package mnist.storage;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.training.EpochMetrics;

/**
 * Writes {@code metrics.csv}: a header, then one row for each epoch. Numbers
 * are as {@link DecimalText} writes them; the two validation fields are empty where there is no validation set. Every
 * line ends in a line feed: what follows the last one is a row that was never finished.
 */
public final class MetricsCsv {
    /** The first line of the file. */
    public static final String HEADER =
            "epoch,learning_rate,train_cost,train_accuracy,validation_cost,validation_accuracy,seconds";

    /** The rows of more than a million epochs. */
    private static final long LONGEST_FILE = 1 << 27;

    private MetricsCsv() {}

    /**
     * Makes a file with the header alone, over an earlier one, and returns when it is on the disk.
     *
     * @throws StorageException if it cannot be written
     */
    public static void create(Path file) {
        write(file, List.of(), Durability.FORCED);
    }

    /** Appends one row, and returns when it is on the disk. */
    public static void append(Path file, EpochMetrics row) {
        append(file, List.of(row), Durability.FORCED);
    }

    /**
     * Appends rows. If that fails, the file is put back as it was.
     *
     * @param durability whether to wait for the disk
     * @throws StorageException if the file does not exist or cannot be written
     */
    public static void append(Path file, List<EpochMetrics> rows, Durability durability) {
        if (!Files.isRegularFile(file)) {
            throw new StorageException(file + ": no such file, expected the metrics of the run. Start the run again.");
        }
        byte[] lines =
                rows.stream().map(row -> line(row) + "\n").collect(joining()).getBytes(StandardCharsets.UTF_8);
        // No channel: an interrupt would close it in the middle of a row.
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            long length = out.length();
            try {
                out.seek(length);
                out.write(lines);
                if (durability == Durability.FORCED) {
                    out.getFD().sync();
                }
            } catch (IOException e) {
                out.setLength(length);
                throw e;
            }
        } catch (IOException e) {
            throw ErrorText.cannotWrite(file, e);
        }
    }

    /**
     * Returns all rows.
     *
     * @throws StorageException if the file is missing, or a line is wrong, naming the line
     */
    public static List<EpochMetrics> read(Path file) {
        return MetricsReader.read(file, text(file));
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
                finishedRows(file).stream().filter(row -> row.epoch() <= epoch).toList();
        write(file, kept, durability);
        return kept;
    }

    /**
     * Returns all rows but a last line that was never finished.
     *
     * @throws StorageException if the file is missing, or a finished line is wrong
     */
    public static List<EpochMetrics> finishedRows(Path file) {
        String text = text(file);
        String finished = text.substring(0, text.lastIndexOf('\n') + 1);
        return finished.isEmpty() ? List.of() : MetricsReader.read(file, finished);
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
            throw ErrorText.cannotRead(file, e);
        }
    }

    /**
     * Writes the file with all its rows at once, over an earlier one.
     *
     * @param durability whether to wait for the disk
     * @throws StorageException if it cannot be written
     */
    public static void write(Path file, List<EpochMetrics> rows, Durability durability) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        rows.forEach(row -> lines.add(line(row)));
        String text = String.join("\n", lines) + "\n";
        AtomicFile.write(file, durability, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String line(EpochMetrics row) {
        return String.join(
                ",",
                Integer.toString(row.epoch()),
                DecimalText.of(row.learningRate()),
                DecimalText.of(row.trainCost()),
                DecimalText.of(row.trainAccuracy()),
                DecimalText.of(row.validationCost()),
                DecimalText.of(row.validationAccuracy()),
                DecimalText.of(row.seconds()));
    }
}
