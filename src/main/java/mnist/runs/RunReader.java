package mnist.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mnist.config.Config;
import mnist.config.ConfigDiff;
import mnist.config.ConfigReader;
import mnist.config.Monitor;
import mnist.json.InputException;
import mnist.storage.MetricsCsv;
import mnist.storage.RunDirectory;
import mnist.storage.RunFiles;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.storage.StorageException;
import mnist.training.EpochMetrics;
import mnist.training.TrainingState;

/** Reads what a list tells of a run from its directory, whatever state it was left in. */
final class RunReader {
    /** Its process was killed. */
    static final String INTERRUPTED = "interrupted";

    /** Its {@code run.json} cannot be read. */
    static final String DAMAGED = "damaged";

    private RunReader() {}

    /**
     * Reads a directory.
     *
     * @param record its {@code run.json}, or null where that is damaged
     */
    static Run read(Path directory, RunRecord record) {
        List<EpochMetrics> rows = rows(directory);
        Optional<Config> config = config(directory);
        // As the training itself chose it, when its process was killed before it could say so.
        Monitor monitor = config.map(settings -> settings.training().monitor()).orElse(Monitor.VALIDATION_ACCURACY);
        RunRecord.Results results = record == null ? null : record.results();
        RunRecord.Best best = results != null && results.best() != null
                ? results.best()
                : RunRecord.Best.of(TrainingState.Best.of(rows, monitor));
        boolean tested = results != null && results.test() != null;
        return new Run(
                directory.toString(),
                status(directory, record),
                rows.size(),
                best.epoch(),
                best.validationAccuracy(),
                tested ? OptionalDouble.of(results.test().accuracy()) : OptionalDouble.empty(),
                Math.max(
                        record == null ? 0 : record.seconds(),
                        rows.stream().mapToDouble(EpochMetrics::seconds).sum()),
                record == null ? "" : record.start().map(Instant::toString).orElse(""),
                record == null ? "" : RunList.id(record),
                config.map(ConfigDiff::settings).orElse(Map.of()));
    }

    /** Returns the config of a run, if it is there and right. */
    static Optional<Config> config(Path directory) {
        try {
            return Optional.of(ConfigReader.read(new RunFiles(directory).config(), List.of()));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private static String status(Path directory, RunRecord record) {
        if (record == null) {
            return DAMAGED;
        }
        boolean killed = record.status() == RunStatus.RUNNING && !RunDirectory.isInUse(directory);
        return killed ? INTERRUPTED : record.status().label();
    }

    private static List<EpochMetrics> rows(Path directory) {
        try {
            return MetricsCsv.read(new RunFiles(directory).metrics());
        } catch (StorageException e) {
            // None were written yet, or they are damaged: what else is there is told all the same.
            return List.of();
        }
    }
}
