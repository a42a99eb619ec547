package mnist.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.config.Config;
import mnist.machine.BlasLibrary;
import mnist.machine.Kernels;
import mnist.storage.Checkpoint;
import mnist.storage.RunDirectory;
import mnist.storage.RunFiles;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.storage.StorageException;

/** Trains a network from a config and leaves everything about it in a run directory (DESIGN §5). */
public final class TrainingRun {
    private TrainingRun() {}

    /**
     * Begins a new run and trains to its end, or until the observer asks for a stop.
     *
     * @throws mnist.data.DataException if the data is missing, corrupt or does not fit; nothing is written then
     * @throws mnist.machine.KernelsException if this machine cannot run the kernels that were asked for
     * @throws mnist.storage.RunDirectoryException if the directory is not empty or in use
     * @throws mnist.storage.StorageException if a file cannot be written
     * @throws mnist.training.DivergedException if the cost is no longer finite; what was saved before stays
     */
    public static RunResult start(Config config, RunOptions options, RunObserver observer) {
        return start(config, Optional.empty(), options, observer);
    }

    /**
     * Begins a new run with the network of a checkpoint, and is like {@link #start} in all else.
     *
     * @param from a checkpoint file, or a run directory for its best one
     * @throws mnist.storage.StorageException also if the checkpoint holds another network than the config describes
     */
    public static RunResult fineTune(Path from, Config config, RunOptions options, RunObserver observer) {
        return start(config, Optional.of(from), options, observer);
    }

    private static RunResult start(Config config, Optional<Path> checkpoint, RunOptions options, RunObserver observer) {
        if (options.portable()) {
            BlasLibrary.request(Kernels.AVX2);
        }
        // Not before: the parameters of a checkpoint start the library.
        Optional<FineTuning> from = checkpoint.map(path -> FineTuning.read(path, config));
        ExperimentData loaded = ExperimentData.load(config);
        ExperimentData data = from.map(
                        tuning -> loaded.shownAs(tuning.checkpoint().preprocessing()))
                .orElse(loaded);
        RunWork work = new RunWork(
                config, data, RunWork.test(config, Optional.empty(), options.noTest()), RunOptions.Mode.ALONE);
        work.warn(observer);
        return RunSession.start(work, from, options, observer);
    }

    /**
     * Resumes a run from its last checkpoint, so that it ends with the same bytes as a run that was never stopped. A
     * run that is complete is left alone.
     *
     * @throws StorageException if the run has no whole checkpoint, a file cannot be written, config, data or the
     *     checkpoint's format are others than before, or this process would compute other bits and that is not accepted;
     *     the message lists all differences
     * @throws mnist.storage.RunDirectoryException if another process uses the directory
     * @throws mnist.json.InputException if an override is not allowed
     * @throws mnist.data.DataException if the data is missing or corrupt
     * @throws mnist.training.DivergedException if the cost is no longer finite
     */
    public static RunResult resume(ResumeOptions options, RunObserver observer) {
        try (RunDirectory directory = RunDirectory.open(options.directory())) {
            RunFiles files = directory.files();
            RunRecord record = ResumePoint.record(files);
            List<String> otherBits = SameBits.as(record);
            ResumePoint point = ResumePoint.of(files, record, options.overrides());
            Checkpoint last = point.checkpoint();
            if (point.isComplete() && record.status() == RunStatus.COMPLETED) {
                observer.alreadyComplete(
                        files.directory(), point.config().training().epochs());
                return RunResult.of(files.directory(), record, point.config(), last.state());
            }
            if (!otherBits.isEmpty() && !options.acceptOtherBits()) {
                throw new StorageException("%s: would not end with the same bits: %s. %s"
                        .formatted(
                                files.directory(),
                                String.join("; ", otherBits),
                                "Resume it where it was begun, or with --accept-other-bits."));
            }
            boolean noTest = options.noTest() || record.noTest();
            RunWork work = new RunWork(
                    point.config(),
                    point.data(),
                    RunWork.test(point.config(), Optional.of(record), noTest),
                    RunOptions.Mode.ALONE);
            work.warn(observer);
            RunRecord resumed = record.resumed(
                    work.inputs(noTest),
                    RunSession.part(work.mode(), record.portable(), !otherBits.isEmpty(), options.commandLine()),
                    Math.max(
                            record.seconds(),
                            ResumePoint.cutMetrics(
                                    files, last.state().epoch(), work.mode().durability())));
            return new RunSession(files.directory(), work, resumed).train(last, observer);
        }
    }
}
