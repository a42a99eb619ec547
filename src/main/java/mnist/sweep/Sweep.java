package mnist.sweep;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mnist.config.ConfigException;
import mnist.config.Problem;
import mnist.runs.RunList;
import mnist.storage.AtomicFile;
import mnist.storage.RunDirectory;
import mnist.storage.StorageException;

/** Runs a sweep, and leaves everything about it in a directory. */
public final class Sweep {
    private final SweepSpec spec;
    private final SweepFiles files;
    private final SweepOptions options;
    private final SweepObserver observer;
    private final Search search;
    private final TrialRunner runner;

    private Sweep(SweepSpec spec, SweepFiles files, SweepOptions options, SweepObserver observer) {
        this.spec = spec;
        this.files = files;
        this.options = options;
        this.observer = observer;
        search = Search.of(spec);
        runner = new TrialRunner(spec, files, options);
        runner.requireData(search.candidates().get(0).trials().get(0));
    }

    /**
     * Runs a sweep to its end, or until the observer asks for a stop.
     *
     * @throws mnist.config.ConfigException if a point makes no valid config; nothing is written then
     * @throws mnist.data.DataException if the data is missing, corrupt or does not fit; nothing is written then
     * @throws mnist.storage.RunDirectoryException if the directory is not empty or in use
     * @throws StorageException if a file of the sweep itself cannot be written
     */
    public static SweepResult start(SweepSpec spec, Path path, SweepOptions options, SweepObserver observer) {
        Sweep sweep = new Sweep(spec, new SweepFiles(path), options, observer);
        try (RunDirectory locked = RunDirectory.create(path, false)) {
            byte[] json = spec.toJson().getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(new SweepFiles(locked.files().directory()).spec(), out -> out.write(json));
            return sweep.play(locked);
        }
    }

    /**
     * Goes on with a sweep: runs what is missing or was interrupted, and ends as if it had never been stopped.
     *
     * @throws mnist.storage.RunDirectoryException if another process is at it
     * @throws StorageException if the directory is not that of a sweep
     * @throws mnist.data.DataException if the data is missing or corrupt
     */
    public static SweepResult resume(Path path, SweepOptions options, SweepObserver observer) {
        SweepFiles files = new SweepFiles(path);
        if (!Files.exists(files.spec())) {
            throw new StorageException(
                    path + ": is no directory of a sweep, found no spec.json. Check the path, or begin with --spec.");
        }
        Sweep sweep = new Sweep(SpecReader.read(files.spec()), files, options, observer);
        try (RunDirectory locked = RunDirectory.open(path)) {
            return sweep.play(locked);
        }
    }

    /**
     * Returns the arguments of {@code mnist train} for each trial, for whoever runs them elsewhere; {@link #collect} makes
     * of the runs what a sweep would have left.
     *
     * @param out the folder in which each run has a directory, named by its id
     * @throws mnist.config.ConfigException if a point makes no valid config, or if the trials cannot be told beforehand
     */
    public static List<List<String>> plan(SweepSpec spec, Path out) {
        boolean known = spec.search() instanceof SearchSettings.Grid || spec.search() instanceof SearchSettings.Random;
        if (!known || !spec.base().isFile()) {
            String message = known
                    ? "a plan needs a base with a name, found a config, expected a file. Put it into a file."
                    : "its trials depend on results, found %s, expected grid or random. Run the sweep."
                            .formatted(spec.search().type());
            throw new ConfigException(List.of(new Problem("--plan", known ? "base" : "search", message)));
        }
        SweepFiles files = new SweepFiles(out);
        List<List<String>> commands = new ArrayList<>();
        for (Candidate candidate : Search.of(spec).candidates()) {
            for (Trial trial : candidate.trials()) {
                List<String> command =
                        new ArrayList<>(List.of("train", "--config", spec.base().source()));
                for (String option : spec.options(trial.point(), trial.repeat())) {
                    command.addAll(List.of("--set", option));
                }
                command.addAll(List.of("--out", files.trial(trial).toString()));
                commands.add(command);
            }
        }
        return commands;
    }

    /**
     * Makes {@code results.csv} and the ranking of runs that were made elsewhere. A run belongs to the trial that has its
     * effective config, wherever in the folder it is.
     *
     * @param files where the results go, and the folder in which the runs are
     * @throws StorageException if a file cannot be written
     */
    public static SweepResult collect(SweepSpec spec, SweepFiles files) {
        Map<String, Path> runs = RunList.byConfig(files.directory());
        Search search = Search.of(spec);
        Function<Trial, Path> directories = trial -> runs.getOrDefault(trial.id(), files.trial(trial));
        int all = Search.Round.ALL_EPOCHS;
        Function<Trial, TrialOutcome> outcomes = trial -> TrialReader.read(
                        directories.apply(trial),
                        all,
                        spec.config(trial.point(), trial.repeat()).training().epochs())
                .orElse(TrialOutcome.PENDING);
        Map<Integer, TrialOutcome> known = new HashMap<>();
        return new Report(
                        spec,
                        search.candidates(),
                        trial -> known.computeIfAbsent(trial.number(), n -> outcomes.apply(trial)))
                .write(files, directories, 0);
    }

    /** @param locked nobody else works on the sweep meanwhile */
    private SweepResult play(RunDirectory locked) {
        long start = System.nanoTime();
        observer.sweepStarted(locked.files().directory(), spec, search.expectedTrainings());
        Map<Integer, TrialOutcome> outcomes = new Rounds(spec, options, runner, observer).play(search);
        Report report = new Report(
                spec, search.candidates(), trial -> outcomes.getOrDefault(trial.number(), TrialOutcome.PENDING));
        return report.write(files, files::trial, (System.nanoTime() - start) / 1e9);
    }
}
