package mnist.sweep;

import java.nio.file.Path;
import java.util.List;

/**
 * A share of a sweep: every {@code count}-th of its trials. Processes that know nothing of each other train the shares, on one
 * machine or on many, into one directory or into several; {@link Sweep#collect} makes of them what one process would have left.
 *
 * @param spec of the whole sweep, a grid or a random search
 * @param index which share, from 1
 * @param count how many there are
 */
public record SweepShard(SweepSpec spec, int index, int count) {
    /**
     * Trains the trials of the share that are not done in the directory. It writes nothing but their run directories and the
     * spec, which is the same for all shares, so that any number of shares can have one directory at a time.
     *
     * @throws mnist.json.InputException if the trials of the spec cannot be told beforehand, or make no valid config
     * @throws mnist.data.DataException if the data is missing, corrupt or does not fit; nothing is written then
     * @throws mnist.storage.RunDirectoryException if the directory is that of another spec
     * @throws mnist.storage.StorageException if what is there was computed otherwise, if a file cannot be written, or if
     *     another process trains a trial of this share
     */
    public SweepResult train(Path directory, SweepOptions options, SweepObserver observer) {
        Sweep.requireKnownTrials(spec, "--shard");
        long start = System.nanoTime();
        Sweep.requestKernels(spec);
        List<Candidate> share = share(Search.of(spec).candidates());
        Search search = new Search.OneRound(share);
        SharedData data = new SharedData();
        Sweep.requireDataAndRoom(spec, share, data, options.jobs());
        SweepFiles files = new SweepFiles(directory);
        Sweep.requireSameBits(files);
        files.claim(spec, false);
        observer.sweepStarted(directory, spec, search.expected().trainings());
        Rounds rounds =
                new Rounds(spec, FinishedTrials.of(spec, files, options, data), options.maxFailures(), observer);
        try (RoundTrainer trainer = options.trainers().make(spec, files, options, data)) {
            rounds.play(search, trainer);
        }
        return new Report(spec, share, rounds::outcome).unranked(files, (System.nanoTime() - start) / 1e9);
    }

    private List<Candidate> share(List<Candidate> all) {
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
