package mnist.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mnist.config.Config;
import mnist.config.ConfigDiff;
import mnist.config.ConfigException;
import mnist.config.ConfigException.Problem;
import mnist.config.ConfigReader;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.RunDirectory;
import mnist.storage.StorageException;
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
     * @param overrides {@code PATH=VALUE}, on top of the directory's config
     * @throws StorageException if there is no whole checkpoint, or with all differences between it and what there is now
     * @throws ConfigException if an override is not allowed in any config
     * @throws DataException if the data is missing or corrupt, and nothing else is different
     */
    static ResumePoint of(RunDirectory directory, List<String> overrides) {
        Checkpoint checkpoint = checkpoint(directory);
        Config config = config(directory, overrides);
        List<String> differences = differences(checkpoint, config);
        Path folder = ExperimentData.directory(config);
        try {
            Dataset file = Dataset.load(folder, Split.TRAIN);
            ExperimentData.differences(file.digests(), checkpoint.trainingData())
                    .forEach(difference -> differences.add(folder + ": " + difference));
            refuse(directory, differences);
            return new ResumePoint(config, ExperimentData.of(file, config), checkpoint);
        } catch (DataException e) {
            if (!differences.isEmpty()) {
                differences.add(e.getMessage());
                refuse(directory, differences);
            }
            throw e;
        }
    }

    /** Returns whether the last epoch is done. */
    boolean isComplete() {
        return checkpoint.state().isComplete(config.training().epochs());
    }

    private static Checkpoint checkpoint(RunDirectory directory) {
        if (!Files.exists(directory.last())) {
            throw new StorageException(directory.files().directory()
                    + ": there is nothing to resume from, found no last.safetensors; the run ended before it had saved"
                    + " anything, or this is no run directory. Start the run again, with --config, --out and --force.");
        }
        Checkpoint last = CheckpointFile.read(directory.last());
        requireBest(directory, last);
        return last;
    }

    /** A run that was killed between its two checkpoints has the best one of an epoch that it will train again. */
    private static void requireBest(RunDirectory directory, Checkpoint last) {
        Checkpoint best = CheckpointFile.read(directory.best());
        int epoch = best.state().epoch();
        int expected = last.state().best().epoch();
        if (epoch != expected && epoch <= last.state().epoch()) {
            throw foreign(directory, "epoch " + epoch, Integer.toString(expected));
        }
        if (!best.config().equals(last.config()) || !best.trainingData().equals(last.trainingData())) {
            throw foreign(directory, "another config or other data", "the same");
        }
    }

    private static StorageException foreign(RunDirectory directory, String found, String expected) {
        return new StorageException("%s: does not belong to %s, found %s, expected %s. %s"
                .formatted(
                        directory.best(),
                        directory.last().getFileName(),
                        found,
                        expected,
                        "Put the run's own file back, or start the run again."));
    }

    private static Config config(RunDirectory directory, List<String> overrides) {
        try {
            ConfigReader.read(directory.config(), List.of());
        } catch (ConfigException e) {
            // This is a file of the run that is damaged, not what the user wrote on the command line.
            throw new StorageException(e.problems().stream().map(Problem::line).collect(Collectors.joining(" ")), e);
        }
        return ConfigReader.read(directory.config(), overrides);
    }

    private static List<String> differences(Checkpoint checkpoint, Config config) {
        List<String> differences = new ArrayList<>();
        for (ConfigDiff.Difference difference : ConfigDiff.between(checkpoint.config(), config)) {
            if (!Checkpoint.NOT_KEPT.contains(difference.path())) {
                differences.add(
                        "%s, found %s, expected %s".formatted(difference.path(), difference.b(), difference.a()));
            }
        }
        TrainingState state = checkpoint.state();
        int epochs = config.training().epochs();
        if (state.epoch() > epochs || state.epoch() == epochs && state.minibatch() > 0) {
            differences.add("training.epochs, found %d, expected at least %d, because so many are done or begun"
                    .formatted(epochs, state.epoch() + (state.minibatch() > 0 ? 1 : 0)));
        }
        return differences;
    }

    private static void refuse(RunDirectory directory, List<String> differences) {
        if (!differences.isEmpty()) {
            throw new StorageException(
                    "%s: cannot be resumed: %s. Put back what the run began with, or start another run."
                            .formatted(
                                    directory.files().directory(),
                                    differences.stream()
                                            .map(line ->
                                                    line.endsWith(".") ? line.substring(0, line.length() - 1) : line)
                                            .collect(Collectors.joining("; "))));
        }
    }
}
