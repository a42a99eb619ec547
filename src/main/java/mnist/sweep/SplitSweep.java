package mnist.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import mnist.json.InputException;
import mnist.storage.RunDirectory;

/**
 * A sweep whose trials are trained by processes that know nothing of each other, on one machine or on many: its trials are
 * planned or split into shares, and what comes of them is collected.
 *
 * @param spec of the whole sweep
 */
public record SplitSweep(SweepSpec spec) {
    /**
     * Every {@code count}-th of the trials.
     *
     * @param index which of them, from 1
     * @param count how many shares there are
     */
    public record Share(int index, int count) {
        private List<Candidate> of(List<Candidate> all) {
            return all.stream()
                    .map(candidate -> new Candidate(
                            candidate.index(),
                            candidate.point(),
                            candidate.trials().stream().filter(this::has).toList()))
                    .filter(candidate -> !candidate.trials().isEmpty())
                    .toList();
        }

        private boolean has(Trial trial) {
            return (trial.number() - index) % count == 0;
        }
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
    public List<List<String>> plan(SweepFiles files, boolean force) {
        requireKnownTrials("--plan");
        if (!spec.base().isFile()) {
            String message =
                    "a plan needs a base in a file of its own, found a config within the spec. Put it into a file.";
            throw new InputException("--plan", "base", message);
        }
        List<List<String>> commands = new ArrayList<>();
        for (Candidate candidate : Search.of(spec).candidates()) {
            for (Trial trial : candidate.trials()) {
                commands.add(command(trial, files.trial(trial)));
            }
        }
        files.claim(spec, force);
        return commands;
    }

    private List<String> command(Trial trial, Path directory) {
        List<String> command =
                new ArrayList<>(List.of("train", "--config", spec.base().source()));
        for (String option : spec.options(trial.point(), trial.repeat())) {
            command.addAll(List.of("--set", option));
        }
        if (spec.portable()) {
            command.add("--portable");
        }
        command.addAll(List.of("--no-test", "--out", directory.toString()));
        return command;
    }

    private void requireKnownTrials(String option) {
        if (!(spec.search() instanceof SearchSettings.Grid) && !(spec.search() instanceof SearchSettings.Random)) {
            String message = "its trials depend on results, found %s, expected grid or random. Run the sweep."
                    .formatted(spec.search().type());
            throw new InputException(option, "search", message);
        }
    }

    /**
     * Trains the trials of a share that are not done in the directory. It writes nothing but their run directories and the
     * spec, which is the same for all shares, so that any number of shares can have one directory at a time.
     *
     * @throws InputException if the trials of the spec cannot be told beforehand, or make no valid config
     * @throws mnist.data.DataException if the data is missing, corrupt or does not fit; nothing is written then
     * @throws mnist.storage.RunDirectoryException if the directory is that of another spec
     * @throws mnist.storage.StorageException if what is there was computed otherwise, if a file cannot be written, or if
     *     another process trains a trial of this share
     */
    public SweepResult train(Share share, Path directory, SweepOptions options, SweepObserver observer) {
        requireKnownTrials("--shard");
        Sweep.requestKernels(spec);
        Search search = new Search.OneRound(share.of(Search.of(spec).candidates()));
        SweepFiles files = new SweepFiles(directory);
        Sweep sweep = new Sweep(spec, search, files, options);
        Sweep.requireSameBits(files);
        files.claim(spec, false);
        Rounds rounds = sweep.begin(observer);
        try (RoundTrainer trainer = sweep.trainer()) {
            rounds.play(search, trainer);
        }
        return new ResultsWriter(spec, files, search, rounds::outcome).unranked(rounds.seconds());
    }

    /**
     * Makes {@code results.csv} and the ranking of runs that were made elsewhere. A run belongs to the trial that has its
     * effective config, wherever in the folders it is. The search is played again with what the runs came to, so that it takes
     * the points which it proposed then. What is missing is pending.
     *
     * @param folders in which the runs are
     * @param files where the results go
     * @throws mnist.storage.StorageException if a file cannot be written, if a folder has another spec, if a run was trained on
     *     other data than is there now, if runs were computed by other arithmetic than the others or two of one trial differ, or
     *     if trials would be lost that {@code results.csv} has
     * @throws mnist.storage.RunDirectoryException if a sweep is running there, whose results these would replace
     */
    public SweepResult collect(List<Path> folders, SweepFiles files) {
        folders.forEach(folder -> new SweepFiles(folder).requireSpec(spec));
        FinishedTrials finished = FinishedTrials.below(folders, spec);
        ResultsWriter results = replayed(finished, files);
        if (!folders.contains(files.directory())) {
            files.claim(spec, false);
        }
        RunDirectory locked = RunDirectory.open(files.directory());
        try {
            return results.write(finished::directory, OptionalDouble.empty());
        } finally {
            locked.close();
        }
    }

    /**
     * Returns what {@link #collect} makes of the sweep's own directory, and writes nothing.
     *
     * @throws mnist.storage.StorageException as there
     */
    public SweepResult read(SweepFiles files) {
        FinishedTrials finished = FinishedTrials.below(List.of(files.directory()), spec);
        return replayed(finished, files).ranked(finished::directory, OptionalDouble.empty());
    }

    private ResultsWriter replayed(FinishedTrials finished, SweepFiles files) {
        Search search = Search.of(spec);
        Rounds rounds = new Rounds(spec, finished, Integer.MAX_VALUE, SweepObserver.NONE);
        rounds.play(search, RoundTrainer.NONE);
        finished.requireComputedAlike();
        ResultsWriter results = new ResultsWriter(spec, files, search, rounds::outcome);
        results.requireNothingLost();
        return results;
    }
}
