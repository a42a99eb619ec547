package mnist.textbook;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import mnist.storage.AtomicFile;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.Csv;

/**
 * The table of published figures and ours: {@code reproduction.md} to be read, {@code reproduction.csv} to be computed with.
 *
 * @param rows in their order
 */
public record ReproductionTable(List<Reproduced> rows) {
    /** The name of the file to be read. */
    public static final String MARKDOWN = "reproduction.md";
    /** The name of the file to be computed with. */
    public static final String CSV = "reproduction.csv";

    private static final List<String> COLUMNS = List.of(
            "name",
            "source",
            "setting",
            "published",
            "reached",
            "runs",
            "failed",
            "stuck",
            "best_mean",
            "best_least",
            "best_most",
            "last_mean",
            "last_least",
            "last_most",
            "epochs",
            "parameters",
            "seconds",
            "command");

    /** Copies the list. */
    public ReproductionTable {
        rows = List.copyOf(rows);
    }

    /** @throws mnist.storage.StorageException if a file cannot be written */
    void write(Path directory) {
        AtomicFile.writeText(directory.resolve(MARKDOWN), Durability.FORCED, markdown());
        AtomicFile.writeText(directory.resolve(CSV), Durability.FORCED, csv());
    }

    /** Returns the table in Markdown; accuracies are in percent, on the test set where the setting does not name another. */
    public String markdown() {
        String head =
                "| source | setting | published | best epoch: mean (range) | last epoch: mean (range) | runs | stuck "
                        + "| parameters | s per run | command |\n|---|---|---|---|---|---|---|---|---|---|\n";
        return rows.stream().map(ReproductionTable::line).collect(Collectors.joining("", head, ""));
    }

    private static String line(Reproduced row) {
        return String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s%s | %s | %d × %d epochs | %d of %d | %,d | %.0f | `%s` |%n",
                        row.published().source(),
                        row.published().setting(),
                        percent(row.published().accuracy()),
                        range(row.best()),
                        row.isReached() ? "" : " **not reached**",
                        range(row.last()),
                        row.runs(),
                        row.epochs(),
                        row.stuck(),
                        row.runs() + row.failed(),
                        row.parameters(),
                        row.seconds(),
                        row.published().command())
                .replace(System.lineSeparator(), "\n");
    }

    private static String range(Reproduced.Spread spread) {
        return spread.least() == spread.most()
                ? percent(OptionalDouble.of(spread.mean()))
                : String.format(
                        Locale.ROOT,
                        "%.2f (%.2f – %.2f)",
                        100 * spread.mean(),
                        100 * spread.least(),
                        100 * spread.most());
    }

    private static String percent(OptionalDouble accuracy) {
        return accuracy.isPresent() ? String.format(Locale.ROOT, "%.2f", 100 * accuracy.getAsDouble()) : "–";
    }

    private String csv() {
        return rows.stream().map(row -> Csv.line(fields(row))).collect(Collectors.joining("", Csv.line(COLUMNS), ""));
    }

    private static List<Object> fields(Reproduced row) {
        return List.of(
                row.published().name(),
                row.published().source(),
                row.published().setting(),
                row.published().accuracy(),
                row.isReached(),
                row.runs(),
                row.failed(),
                row.stuck(),
                row.best().mean(),
                row.best().least(),
                row.best().most(),
                row.last().mean(),
                row.last().least(),
                row.last().most(),
                row.epochs(),
                row.parameters(),
                row.seconds(),
                row.published().command());
    }
}
