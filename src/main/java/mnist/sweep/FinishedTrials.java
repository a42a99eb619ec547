package mnist.sweep;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import mnist.config.Config;
import mnist.data.FileDigest;
import mnist.experiment.ExperimentData;
import mnist.experiment.SameBits;
import mnist.experiment.TrialRun;
import mnist.runs.RunList;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.StorageException;

/** The trials that are done already, in this sweep's own directory or wherever somebody trained them. */
final class FinishedTrials {
    private final SweepSpec spec;
    private final SharedData data;
    private final Function<Trial, List<Path>> places;
    private final BiPredicate<TrialOutcome, Path> counts;
    private final Map<Trial, Path> directories = new HashMap<>();

    private FinishedTrials(
            SweepSpec spec,
            SharedData data,
            Function<Trial, List<Path>> places,
            BiPredicate<TrialOutcome, Path> counts) {
        this.spec = spec;
        this.data = data;
        this.places = places;
        this.counts = counts;
    }

    /** Returns those of a sweep's own directory whose files are whole; failed ones only if they are not trained again. */
    static FinishedTrials of(SweepSpec spec, SweepFiles files, SweepOptions options, SharedData data) {
        return new FinishedTrials(
                spec,
                data,
                trial -> List.of(files.trial(trial)),
                (outcome, path) -> outcome.isFailure() ? !options.retryFailed() : TrialRun.isWhole(path));
    }

    /** Returns the runs below some folders: one belongs to the trial that has its effective config, wherever it is. */
    static FinishedTrials below(List<Path> folders, SweepSpec spec) {
        Map<String, List<Path>> runs = RunList.byConfig(folders);
        return new FinishedTrials(
                spec, new SharedData(), trial -> runs.getOrDefault(trial.id(), List.of()), (outcome, path) -> true);
    }

    /**
     * Returns how a trial did, if it was trained that far. Of several runs one that is done counts rather than one that failed;
     * those that are done are equal.
     *
     * @throws StorageException if it was trained on other data than is there now, or if two runs of it differ
     */
    Optional<TrialOutcome> find(Trial trial, int epochs) {
        Config config = spec.config(trial.point(), trial.repeat());
        StorageException otherData = null;
        Optional<TrialOutcome> ranked = Optional.empty();
        Optional<TrialOutcome> failed = Optional.empty();
        for (Path path : places.apply(trial)) {
            Optional<TrialOutcome> outcome =
                    TrialOutcome.read(path, epochs, config.training()).filter(found -> counts.test(found, path));
            if (outcome.filter(TrialOutcome::isRanked).isPresent()) {
                List<String> differences = differences(path, config);
                if (differences.isEmpty()) {
                    if (ranked.isEmpty()) {
                        // In place of that of an earlier round, which may not have been trained as far.
                        directories.put(trial, path);
                        ranked = outcome;
                    } else {
                        requireEqual(ranked.get(), directories.get(trial), outcome.get(), path);
                    }
                } else {
                    otherData = otherData == null ? TrialRun.otherData(path, differences) : otherData;
                }
            }
            failed = failed.or(() -> outcome.filter(TrialOutcome::isFailure));
        }
        if (ranked.isEmpty() && otherData != null) {
            throw otherData;
        }
        return ranked.isPresent() ? ranked : failed;
    }

    /** One program with one family of kernels trains a config to one result. */
    private static void requireEqual(TrialOutcome first, Path firstPath, TrialOutcome second, Path secondPath) {
        if (first.epochs() != second.epochs() || !first.best().equals(second.best())) {
            throw new StorageException("%s: is another result of the same trial than %s, found %s, expected %s. %s"
                    .formatted(
                            secondPath,
                            firstPath,
                            second.best(),
                            first.best(),
                            "Move away the one that was trained otherwise, and collect again."));
        }
    }

    /** @throws StorageException if a trial that was found was computed by other arithmetic than the others */
    void requireComputedAlike() {
        List<Path> found = directories.values().stream().sorted().toList();
        for (Path path : found) {
            List<String> differences = SameBits.between(record(path), record(found.get(0)));
            if (!differences.isEmpty()) {
                throw new StorageException("%s: was computed otherwise than %s: %s. %s"
                        .formatted(
                                path,
                                found.get(0),
                                String.join("; ", differences),
                                "Train all trials alike, with --portable for machines of several kinds."));
            }
        }
    }

    private static RunRecord record(Path run) {
        return RunJson.read(new RunFiles(run).run());
    }

    /** Returns the run of a trial that was found with figures to rank it by. */
    Path directory(Trial trial) {
        return directories.get(trial);
    }

    private List<String> differences(Path path, Config config) {
        Map<String, String> recorded = record(path).dataSha256();
        List<FileDigest> now = data.folder(config).file().digests();
        List<FileDigest> then = now.stream()
                .map(digest -> new FileDigest(digest.file(), recorded.get(digest.file())))
                .toList();
        return ExperimentData.differences(now, then);
    }
}
