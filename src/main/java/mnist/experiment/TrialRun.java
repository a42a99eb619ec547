package mnist.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.json.InputException;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.MetricsCsv;
import mnist.storage.RunDirectory;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.StorageException;

/**
 * One of many runs in one process. It differs from a {@link TrainingRun} in that its data is given, because others use it
 * too; that it keeps to one core; that it does not wait for the disk, because it can be trained
 * again; and that it leaves the test set alone. Its results are the same to the bit, and so is
 * its directory, which {@code train --resume} and {@code eval} take like any other.
 *
 * @param config what to do
 * @param data its examples
 * @param mode {@code TRIAL} or {@code LIGHT_TRIAL}
 */
public record TrialRun(Config config, ExperimentData data, RunOptions.Mode mode) {
    /**
     * Trains from the start.
     *
     * @throws mnist.storage.RunDirectoryException if the directory is not empty or in use
     * @throws StorageException if a file cannot be written
     * @throws mnist.training.DivergedException if the cost is no longer finite; what was saved before stays
     */
    public RunResult start(RunOptions options, RunObserver observer) {
        return RunSession.start(new RunWork(config, data, Optional.empty(), mode), Optional.empty(), options, observer);
    }

    /**
     * Returns whether a run was stopped in this directory, before the given epoch, in such a way that {@link #resume} can
     * resume it. What is damaged, as after a power failure, is not resumed.
     */
    public static boolean canResume(Path path, int epoch) {
        RunFiles files = new RunFiles(path);
        try {
            int done = CheckpointFile.read(files.last()).state().epoch();
            RunJson.read(files.run());
            readBestAndConfig(files);
            return done < epoch && MetricsCsv.read(files.metrics()).size() >= done;
        } catch (StorageException | InputException e) {
            return false;
        }
    }

    /** Returns the record of the first run below a folder that computed anything, if there is one. */
    public static Optional<RunRecord> anyOf(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> runs = Files.list(folder)) {
            // What is damaged is trained again, and has no say.
            return runs.sorted()
                    .flatMap(run -> RunJson.find(new RunFiles(run).run()).stream())
                    .filter(run -> run.lastComputed().isPresent())
                    .findFirst();
        } catch (IOException e) {
            throw StorageException.cannotRead(folder, e);
        }
    }

    /** Returns whether the best network of this directory, its config, and its last checkpoint if it has one, can be read. */
    public static boolean isWhole(Path path) {
        RunFiles files = new RunFiles(path);
        try {
            readBestAndConfig(files);
            if (Files.exists(files.last())) {
                CheckpointFile.read(files.last());
            }
            return true;
        } catch (StorageException | InputException e) {
            return false;
        }
    }

    private static void readBestAndConfig(RunFiles files) {
        CheckpointFile.read(files.best());
        ConfigReader.read(files.config(), List.of());
    }

    /**
     * Resumes this run from its last checkpoint; it ends with the same bytes as if it had never been stopped.
     *
     * @throws StorageException if the directory is not this run's, or a file is damaged or cannot be written
     * @throws mnist.storage.RunDirectoryException if the directory is in use
     * @throws mnist.training.DivergedException if the cost is no longer finite
     */
    public RunResult resume(RunOptions options, RunObserver observer) {
        try (RunDirectory directory = RunDirectory.open(options.directory())) {
            RunFiles files = directory.files();
            Checkpoint last = CheckpointFile.read(files.last());
            List<String> differences = ExperimentData.differences(data.digests(), last.trainingData());
            if (!differences.isEmpty()) {
                throw otherData(files.directory(), differences);
            }
            RunRecord record = RunJson.read(files.run());
            RunWork work = new RunWork(config, data, Optional.empty(), mode);
            RunRecord resumed = record.resumed(
                    work.inputs(true),
                    RunSession.part(mode, options.portable(), false, options.commandLine()),
                    Math.max(
                            record.seconds(),
                            ResumePoint.cutMetrics(files, last.state().epoch(), mode.durability())));
            return new RunSession(files.directory(), work, resumed).train(last, observer);
        }
    }

    /** Returns the error for a run that was trained on other data than is there now. */
    public static StorageException otherData(Path path, List<String> differences) {
        return new StorageException("%s: was trained on other data than is there now: %s. %s"
                .formatted(path, String.join("; ", differences), "Put it back, or begin another sweep."));
    }
}
