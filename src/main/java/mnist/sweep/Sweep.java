package mnist.sweep;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mnist.config.Config;
import mnist.experiment.SameBits;
import mnist.experiment.TrialRun;
import mnist.machine.BlasLibrary;
import mnist.machine.Kernels;
import mnist.storage.RunDirectory;
import mnist.storage.RunRecord;
import mnist.storage.StorageException;

/** Runs a sweep, and leaves everything about it in a directory. */
public final class Sweep {
    private final SweepSpec spec;
    private final Search search;
    private final SweepFiles files;
    private final SweepOptions options;
    private final SharedData data = new SharedData();

    /** What is missing, and what does not fit into memory, is known before anything is written. */
    Sweep(SweepSpec spec, Search search, SweepFiles files, SweepOptions options) {
        this.spec = spec;
        this.search = search;
        this.files = files;
        this.options = options;
        List<Config> configs = search.candidates().stream()
                .flatMap(candidate ->
                        Collections.nCopies(candidate.trials().size(), spec.config(candidate.point(), 0)).stream())
                .toList();
        if (!configs.isEmpty()) {
            data.of(configs.get(0)).requireRoom(configs, options.jobs());
        }
    }

    /**
     * Runs a sweep to its end, or until the observer asks for a stop.
     *
     * @throws mnist.json.InputException if a point makes no valid config; nothing is written then
     * @throws mnist.data.DataException if the data is missing, corrupt or does not fit; nothing is written then
     * @throws mnist.storage.RunDirectoryException if the directory is not empty or in use
     * @throws StorageException if a file of the sweep itself cannot be written
     */
    public static SweepResult start(SweepSpec spec, Path path, SweepOptions options, SweepObserver observer) {
        requestKernels(spec);
        SweepFiles files = new SweepFiles(path);
        if (options.force()) {
            files.requireReplaceable();
        }
        Sweep sweep = new Sweep(spec, Search.of(spec), files, options);
        try (RoundTrainer trainer = sweep.trainer();
                RunDirectory locked = RunDirectory.create(path, options.force())) {
            if (options.force()) {
                files.delete();
            }
            files.write(spec);
            return sweep.play(trainer, locked, observer);
        }
    }

    /**
     * Resumes a sweep: runs what is missing or was interrupted, and ends as if it had never been stopped.
     *
     * @throws mnist.storage.RunDirectoryException if another process is at it
     * @throws StorageException if the directory is not that of a sweep
     * @throws mnist.data.DataException if the data is missing or corrupt
     */
    public static SweepResult resume(Path path, SweepOptions options, SweepObserver observer) {
        SweepFiles files = new SweepFiles(path);
        Sweep sweep = resumed(files.readSpec(), files, options);
        try (RoundTrainer trainer = sweep.trainer();
                RunDirectory locked = RunDirectory.open(path)) {
            return sweep.play(trainer, locked, observer);
        }
    }

    /**
     * Runs what a directory lacks of a sweep: all of it, what was interrupted, or the trials that another spec there did not
     * have. What is done is kept.
     *
     * @throws mnist.storage.RunDirectoryException if another process is at it; nothing is written then
     * @throws StorageException if a file of the sweep itself cannot be written, or if this process computes other bits
     * @throws mnist.data.DataException if the data is missing or corrupt
     */
    public static SweepResult complete(SweepSpec spec, Path path, SweepOptions options, SweepObserver observer) {
        SweepFiles files = new SweepFiles(path);
        Sweep sweep = resumed(spec, files, options);
        files.createDirectory();
        try (RoundTrainer trainer = sweep.trainer();
                RunDirectory locked = RunDirectory.open(path)) {
            files.write(spec);
            return sweep.play(trainer, locked, observer);
        }
    }

    private static Sweep resumed(SweepSpec spec, SweepFiles files, SweepOptions options) {
        requestKernels(spec);
        requireSameBits(files);
        return new Sweep(spec, Search.of(spec), files, options);
    }

    static void requestKernels(SweepSpec spec) {
        if (spec.portable()) {
            BlasLibrary.request(Kernels.AVX2);
        }
    }

    /** What is still to be trained is computed as what was trained before. */
    static void requireSameBits(SweepFiles files) {
        Optional<RunRecord> before = TrialRun.anyOf(files.trials());
        List<String> differences = before.map(SameBits::as).orElse(List.of());
        if (!differences.isEmpty()) {
            throw new StorageException("%s: would not end with the same bits: %s. %s"
                    .formatted(
                            files.directory(),
                            String.join("; ", differences),
                            "Resume it where it was begun, or begin another sweep."));
        }
    }

    /** Returns what trains the trials. */
    RoundTrainer trainer() {
        return options.trainers().make(spec, files, options, data);
    }

    /** Returns the rounds that are to be played, and tells that they begin. */
    Rounds begin(SweepObserver observer) {
        observer.sweepStarted(files.directory(), spec, search.expected().trainings());
        return new Rounds(spec, FinishedTrials.of(spec, files, options, data), options.maxFailures(), observer);
    }

    /** @param locked nobody else works on the sweep meanwhile */
    private SweepResult play(RoundTrainer trainer, RunDirectory locked, SweepObserver observer) {
        files.removeLeftovers();
        Rounds rounds = begin(observer);
        ResultsWriter results = new ResultsWriter(spec, files, search, rounds::outcome);
        try {
            rounds.play(search, trainer);
        } catch (StorageException e) {
            throw stopped(e, results);
        }
        return results.write(files::trial, OptionalDouble.of(rounds.seconds()));
    }

    /** What is done is written down, if there is room for that. */
    private StorageException stopped(StorageException obstacle, ResultsWriter results) {
        try {
            results.writeResults();
        } catch (StorageException e) {
            obstacle.addSuppressed(e);
        }
        return new StorageException(
                "%s The sweep was stopped; resume it with --resume %s: what is done is kept, and no trial counts as failed."
                        .formatted(obstacle.getMessage(), files.directory()),
                obstacle);
    }
}
