package mnist.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import mnist.config.Config;
import mnist.experiment.SameBits;
import mnist.experiment.TrialRun;
import mnist.json.InputException;
import mnist.machine.BlasLibrary;
import mnist.machine.Kernels;
import mnist.storage.RunDirectory;
import mnist.storage.RunRecord;
import mnist.storage.StorageException;

/** Runs a sweep, and leaves everything about it in a directory. */
public final class Sweep {
    private final SweepSpec spec;
    private final SweepFiles files;
    private final SweepOptions options;
    private final SweepObserver observer;
    private final Search search;
    private final SharedData data = new SharedData();

    private Sweep(SweepSpec spec, SweepFiles files, SweepOptions options, SweepObserver observer) {
        this.spec = spec;
        this.files = files;
        this.options = options;
        this.observer = observer;
        search = Search.of(spec);
        requireDataAndRoom(spec, search.candidates(), data, options.jobs());
    }

    /** What is missing, and what does not fit into memory, is known before anything is written. */
    static void requireDataAndRoom(SweepSpec spec, List<Candidate> candidates, SharedData data, int jobs) {
        List<Config> configs = candidates.stream()
                .flatMap(candidate ->
                        Collections.nCopies(candidate.trials().size(), spec.config(candidate.point(), 0)).stream())
                .toList();
        if (!configs.isEmpty()) {
            data.of(configs.get(0)).requireRoom(configs, jobs);
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
        Sweep sweep = new Sweep(spec, new SweepFiles(path), options, observer);
        boolean replaces = options.force() && Files.exists(sweep.files.spec());
        try (RoundTrainer trainer = options.trainers().make(spec, sweep.files, options, sweep.data);
                RunDirectory locked = RunDirectory.create(path, replaces)) {
            if (replaces) {
                sweep.files.delete();
            }
            sweep.files.write(spec);
            return sweep.play(trainer, locked);
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
        if (!Files.exists(files.spec())) {
            throw new StorageException(path
                    + ": is not the directory of a sweep: it has no spec.json. Check the path, or begin with --spec.");
        }
        SweepSpec spec = SpecReader.read(files.spec());
        requestKernels(spec);
        requireSameBits(files);
        Sweep sweep = new Sweep(spec, files, options, observer);
        try (RoundTrainer trainer = options.trainers().make(spec, files, options, sweep.data);
                RunDirectory locked = RunDirectory.open(path)) {
            return sweep.play(trainer, locked);
        }
    }

    /**
     * Runs what a directory lacks of a sweep: all of it, what was interrupted, or the trials that another spec there did not
     * have. What is done is kept.
     *
     * @throws mnist.storage.RunDirectoryException if another process is at it
     * @throws StorageException if a file of the sweep itself cannot be written, or if this process computes other bits
     * @throws mnist.data.DataException if the data is missing or corrupt
     */
    public static SweepResult complete(SweepSpec spec, Path path, SweepOptions options, SweepObserver observer) {
        new SweepFiles(path).claim(spec, true);
        return resume(path, options, observer);
    }

    /**
     * Returns the arguments of {@code mnist train} for each trial, for whoever runs them elsewhere, and leaves the spec in the
     * folder; {@link #collect} makes of the runs what a sweep would have left.
     *
     * @param files the folder in which each run has a directory, named by its id
     * @param force whether to plan in a folder of another spec
     * @throws InputException if a point makes no valid config, or if the trials cannot be told beforehand
     * @throws mnist.storage.RunDirectoryException if the folder has another spec
     */
    public static List<List<String>> plan(SweepSpec spec, SweepFiles files, boolean force) {
        requireKnownTrials(spec, "--plan");
        if (!spec.base().isFile()) {
            String message =
                    "a plan needs a base in a file of its own, found a config within the spec. Put it into a file.";
            throw new InputException("--plan", "base", message);
        }
        List<List<String>> commands = new ArrayList<>();
        for (Candidate candidate : Search.of(spec).candidates()) {
            for (Trial trial : candidate.trials()) {
                List<String> command =
                        new ArrayList<>(List.of("train", "--config", spec.base().source()));
                for (String option : spec.options(trial.point(), trial.repeat())) {
                    command.addAll(List.of("--set", option));
                }
                if (spec.portable()) {
                    command.add("--portable");
                }
                command.addAll(List.of("--no-test", "--out", files.trial(trial).toString()));
                commands.add(command);
            }
        }
        files.claim(spec, force);
        return commands;
    }

    /** @throws InputException if the trials of a spec cannot be told before some are trained */
    static void requireKnownTrials(SweepSpec spec, String option) {
        if (!(spec.search() instanceof SearchSettings.Grid) && !(spec.search() instanceof SearchSettings.Random)) {
            String message = "its trials depend on results, found %s, expected grid or random. Run the sweep."
                    .formatted(spec.search().type());
            throw new InputException(option, "search", message);
        }
    }

    /**
     * Makes {@code results.csv} and the ranking of runs that were made elsewhere. A run belongs to the trial that has its
     * effective config, wherever in the folders it is. The search is played again with what the runs came to, so that it takes
     * the points which it proposed then. What is missing is pending.
     *
     * @param folders in which the runs are
     * @param files where the results go
     * @throws StorageException if a file cannot be written, if a folder has another spec, if a run was trained on other data
     *     than is there now, if runs were computed by other arithmetic than the others or two of one trial differ, or if trials
     *     would be lost that {@code results.csv} has
     */
    public static SweepResult collect(SweepSpec spec, List<Path> folders, SweepFiles files) {
        folders.forEach(folder -> new SweepFiles(folder).requireSpec(spec));
        Search search = Search.of(spec);
        FinishedTrials finished = FinishedTrials.below(folders, spec);
        Rounds rounds = new Rounds(spec, finished, Integer.MAX_VALUE, SweepObserver.NONE);
        rounds.play(search, RoundTrainer.NONE);
        finished.requireComputedAlike();
        Report report = new Report(spec, search.candidates(), rounds::outcome);
        report.requireNothingLost(files.results());
        if (!folders.contains(files.directory())) {
            files.claim(spec, false);
        }
        return report.write(files, trial -> finished.directory(trial).orElse(files.trial(trial)), 0);
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

    /** @param locked nobody else works on the sweep meanwhile */
    private SweepResult play(RoundTrainer trainer, RunDirectory locked) {
        long start = System.nanoTime();
        observer.sweepStarted(
                locked.files().directory(), spec, search.expected().trainings());
        FinishedTrials finished = FinishedTrials.of(spec, files, options, data);
        Rounds rounds = new Rounds(spec, finished, options.maxFailures(), observer);
        try {
            rounds.play(search, trainer);
        } catch (StorageException e) {
            throw stopped(e, rounds);
        }
        return report(rounds).write(files, files::trial, (System.nanoTime() - start) / 1e9);
    }

    private Report report(Rounds rounds) {
        return new Report(spec, search.candidates(), rounds::outcome);
    }

    /** What is done is written down, if there is room for that. */
    private StorageException stopped(StorageException obstacle, Rounds rounds) {
        try {
            report(rounds).writeResults(files.results());
        } catch (StorageException e) {
            obstacle.addSuppressed(e);
        }
        return new StorageException(
                "%s: the sweep was stopped; no trial counts as failed for that, and what is done is kept. %s Then resume with --resume."
                        .formatted(files.directory(), obstacle.getMessage()),
                obstacle);
    }
}
