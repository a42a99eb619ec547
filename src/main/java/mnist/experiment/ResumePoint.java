package mnist.experiment;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mnist.config.Config;
import mnist.config.ConfigDiff;
import mnist.config.ConfigReader;
import mnist.data.DataException;
import mnist.data.Split;
import mnist.json.InputException;
import mnist.json.InputException.Problem;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.MetricsCsv;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.StorageException;
import mnist.training.EpochMetrics;
import mnist.training.TrainingState;

/**
 * Where a run resumes, when nothing that decides its numbers has changed since its last checkpoint.
 *
 * @param config that the run resumes with
 * @param data what it was trained on before
 * @param checkpoint the last one
 */
record ResumePoint(Config config, ExperimentData data, Checkpoint checkpoint) {
    /**
     * Reads it.
     *
     * @param record of the run
     * @param overrides {@code PATH=VALUE}, on top of the directory's config
     * @throws StorageException if there is no whole checkpoint, or with all differences between it and what there is now
     * @throws InputException if an override is not allowed in any config
     * @throws DataException if the data is missing or corrupt, and nothing else is different
     */
    static ResumePoint of(RunFiles files, RunRecord record, List<String> overrides) {
        Checkpoint last = CheckpointFile.read(files.last());
        Checkpoint best = CheckpointFile.read(files.best());
        requireBest(files, best, last);
        Config config = config(files, overrides);
        List<String> differences = differences(last, best, config);
        try {
            DataFolder folder = DataFolder.find(config, Optional.of(record), Split.TRAIN);
            ExperimentData.differences(folder.file().digests(), last.trainingData())
                    .forEach(difference -> differences.add(folder.path() + ": " + difference));
            refuse(files, differences);
            return new ResumePoint(config, ExperimentData.of(folder, config).shownAs(last.preprocessing()), last);
        } catch (DataException e) {
            if (!differences.isEmpty()) {
                differences.add(e.getMessage());
                refuse(files, differences);
            }
            throw e;
        }
    }

    /**
     * Reads the record of a run that can be resumed.
     *
     * @throws StorageException if there is none, or nothing to resume from
     */
    static RunRecord record(RunFiles files) {
        if (!Files.exists(files.last())) {
            throw new StorageException(files.directory()
                    + ": there is nothing to resume from: no last.safetensors. The run ended before it had saved"
                    + " anything, or this is not a run directory. Start it again with --config, --out and --force.");
        }
        return RunJson.read(files.run());
    }

    /**
     * Cuts off the rows of epochs that will be trained again; those before must all be there.
     *
     * @param epochs how many are before
     * @return how many seconds those before took: a part that was killed could not write down its time
     * @throws StorageException if a row is missing
     */
    static double cutMetrics(RunFiles files, int epochs, Durability durability) {
        List<EpochMetrics> rows = MetricsCsv.truncateAfter(files.metrics(), epochs, durability);
        if (rows.size() != epochs) {
            throw new StorageException("%s: rows are missing, found %d up to epoch %d, expected one for each. %s"
                    .formatted(files.metrics(), rows.size(), epochs, "Restore them, or start the run again."));
        }
        return rows.stream().mapToDouble(EpochMetrics::seconds).sum();
    }

    /** Returns whether the last epoch is done. */
    boolean isComplete() {
        return checkpoint.state().isComplete(config.training());
    }

    /** A run that was killed between its two checkpoints has the best one of an epoch that it will train again. */
    private static void requireBest(RunFiles files, Checkpoint best, Checkpoint last) {
        int epoch = best.state().epoch();
        int expected = last.state().best().epoch();
        if (epoch != expected && epoch <= last.state().epoch()) {
            throw foreign(files, "epoch " + epoch, Integer.toString(expected));
        }
        if (!best.config().equals(last.config()) || !best.trainingData().equals(last.trainingData())) {
            throw foreign(files, "another config or other data", "the same");
        }
    }

    private static StorageException foreign(RunFiles files, String found, String expected) {
        return new StorageException("%s: does not belong to %s, found %s, expected %s. %s"
                .formatted(
                        files.best(),
                        files.last().getFileName(),
                        found,
                        expected,
                        "Restore the run's own file, or start the run again."));
    }

    private static Config config(RunFiles files, List<String> overrides) {
        try {
            ConfigReader.read(files.config(), List.of());
        } catch (InputException e) {
            // This is a file of the run that is damaged, not what the user wrote on the command line.
            throw new StorageException(e.problems().stream().map(Problem::line).collect(Collectors.joining(" ")), e);
        }
        return ConfigReader.read(files.config(), overrides);
    }

    private static List<String> differences(Checkpoint last, Checkpoint best, Config config) {
        List<String> differences = new ArrayList<>();
        for (ConfigDiff.Difference difference : ConfigDiff.between(last.config(), config)) {
            if (!Checkpoint.NOT_KEPT.contains(difference.path())) {
                differences.add(
                        "%s, found %s, expected %s".formatted(difference.path(), difference.b(), difference.a()));
            }
        }
        TrainingState state = last.state();
        int epochs = config.training().epochs();
        if (state.epoch() > epochs || state.epoch() == epochs && state.minibatch() > 0) {
            differences.add(
                    "training.epochs, found %d, expected at least %d, because that many are finished or under way"
                            .formatted(epochs, state.epoch() + (state.minibatch() > 0 ? 1 : 0)));
        }
        int kept = best.state().epoch();
        if (kept > epochs && kept > state.epoch()) {
            differences.add(
                    "training.epochs, found %d, expected at least %d, because best.safetensors is from that epoch"
                            .formatted(epochs, kept));
        }
        return differences;
    }

    private static void refuse(RunFiles files, List<String> differences) {
        if (!differences.isEmpty()) {
            throw new StorageException(
                    "%s: cannot be resumed: %s. Restore what the run began with, or start another run."
                            .formatted(
                                    files.directory(),
                                    differences.stream()
                                            .map(line ->
                                                    line.endsWith(".") ? line.substring(0, line.length() - 1) : line)
                                            .collect(Collectors.joining("; "))));
        }
    }
}
