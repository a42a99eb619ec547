package mnist.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import mnist.config.Config;
import mnist.config.ConfigWriter;
import mnist.data.Split;
import mnist.storage.AtomicFile;
import mnist.storage.Checkpoint;
import mnist.storage.MetricsCsv;
import mnist.storage.RunDirectory;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.storage.StorageException;
import mnist.training.EpochMetrics;
import mnist.training.TrainingState;

/** Trains a network from a config and leaves everything about it in a run directory (DESIGN §5). */
public final class TrainingRun {
    private TrainingRun() {}

    /**
     * Begins a new run and trains to its end, or until the observer asks for a stop.
     *
     * @throws mnist.data.DataException if the data is missing, corrupt or does not fit; nothing is written then
     * @throws mnist.storage.RunDirectoryException if the directory is not empty or in use
     * @throws mnist.storage.StorageException if a file cannot be written
     * @throws mnist.training.DivergedException if the cost is no longer finite; what was saved before stays
     */
    public static RunResult start(Config config, RunOptions options, RunObserver observer) {
        ExperimentData data = ExperimentData.load(config);
        warnOfData(config, observer);
        try (RunDirectory directory = RunDirectory.create(options.directory(), options.force())) {
            writeConfig(directory, config);
            MetricsCsv.write(directory.metrics(), List.of(), directory.durability());
            RunSession session = RunSession.begin(directory, config, data, options);
            return session.train(config.initialNetwork(), TrainingState.START, observer);
        }
    }

    /**
     * Resumes a run from its last checkpoint, so that it ends with the same bytes as a run that was never stopped. A
     * run that is complete is left alone.
     *
     * @param overrides {@code PATH=VALUE} of settings that a run may change under way: {@link Checkpoint#NOT_KEPT}
     * @throws StorageException if the run has no whole checkpoint, a file cannot be written, or config, data or the
     *     checkpoint's format are others than before; the message lists all differences
     * @throws mnist.storage.RunDirectoryException if another process uses the directory
     * @throws mnist.config.ConfigException if an override is not allowed
     * @throws mnist.data.DataException if the data is missing or corrupt
     * @throws mnist.training.DivergedException if the cost is no longer finite
     */
    public static RunResult resume(Path path, List<String> overrides, RunObserver observer) {
        try (RunDirectory directory = RunDirectory.open(path)) {
            ResumePoint point = ResumePoint.of(directory, overrides);
            RunRecord record = RunJson.read(directory.run());
            if (point.isComplete() && record.status() == RunStatus.COMPLETED) {
                observer.alreadyComplete(path, point.config().training().epochs());
                return RunResult.of(path, record, point);
            }
            warnOfData(point.config(), observer);
            RunRecord resumed = resumed(record, directory, point);
            writeConfig(directory, point.config());
            RunSession session = RunSession.resume(directory, point, resumed);
            return session.train(
                    point.checkpoint().network(), point.checkpoint().state(), observer);
        }
    }

    private static void warnOfData(Config config, RunObserver observer) {
        for (Split split : Split.values()) {
            split.ambiguities(ExperimentData.directory(config)).forEach(observer::warning);
        }
    }

    /** Cuts the metrics off at the checkpoint, and returns the record of the resumed run. */
    static RunRecord resumed(RunRecord record, RunDirectory directory, ResumePoint point) {
        double seconds = Math.max(secondsOf(record), secondsOf(rows(directory, point)));
        return record.resumed(ConfigWriter.sha256(point.config()), seconds);
    }

    static void writeConfig(RunDirectory directory, Config config) {
        byte[] json = ConfigWriter.toJson(config).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(directory.config(), directory.durability(), out -> out.write(json));
    }

    /** Cuts off the rows of epochs that will be trained again; those before must all be there. */
    private static List<EpochMetrics> rows(RunDirectory directory, ResumePoint point) {
        int epochs = point.checkpoint().state().epoch();
        List<EpochMetrics> rows = MetricsCsv.truncateAfter(directory.metrics(), epochs, directory.durability());
        if (rows.size() != epochs) {
            throw new StorageException("%s: rows are missing, found %d up to epoch %d, expected one for each. %s"
                    .formatted(directory.metrics(), rows.size(), epochs, "Put them back, or start the run again."));
        }
        return rows;
    }

    private static double secondsOf(RunRecord record) {
        return record.outcome() == null ? 0 : record.outcome().seconds();
    }

    /** A session that was killed could not write down its time; that of its epochs is known. */
    private static double secondsOf(List<EpochMetrics> rows) {
        return rows.stream().mapToDouble(EpochMetrics::seconds).sum();
    }
}
