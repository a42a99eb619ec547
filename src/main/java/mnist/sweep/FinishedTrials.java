package mnist.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import mnist.config.Config;
import mnist.data.FileDigest;
import mnist.experiment.ExperimentData;
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

    /** Returns the runs below a folder: one belongs to the trial that has its effective config, wherever it is. */
    static FinishedTrials below(Path folder, SweepSpec spec) {
        Map<String, List<Path>> runs = RunList.byConfig(folder);
        return new FinishedTrials(
                spec, new SharedData(), trial -> runs.getOrDefault(trial.id(), List.of()), (outcome, path) -> true);
    }

    /**
     * Returns how a trial did, if it was trained that far. Of several runs the one that did best counts: one that is done rather
     * than one that failed.
     *
     * @throws StorageException if it was trained on other data than is there now
     */
    Optional<TrialOutcome> find(Trial trial, int epochs) {
        Config config = spec.config(trial.point(), trial.repeat());
        List<String> otherData = new ArrayList<>();
        Optional<TrialOutcome> failed = Optional.empty();
        for (Path path : places.apply(trial)) {
            Optional<TrialOutcome> outcome =
                    TrialOutcome.read(path, epochs, config.training()).filter(found -> counts.test(found, path));
            if (outcome.filter(TrialOutcome::isRanked).isPresent()) {
                List<String> differences = differences(path, config);
                if (differences.isEmpty()) {
                    directories.put(trial, path);
                    return outcome;
                }
                otherData.add(path + ": was trained on other data than is there now: " + String.join("; ", differences)
                        + ". Put it back, or begin another sweep.");
            }
            failed = failed.or(() -> outcome);
        }
        if (!otherData.isEmpty()) {
            throw new StorageException(otherData.get(0));
        }
        return failed;
    }

    /** Returns the run of a trial that was found with figures to rank it by. */
    Optional<Path> directory(Trial trial) {
        return Optional.ofNullable(directories.get(trial));
    }

    private List<String> differences(Path path, Config config) {
        RunRecord.Inputs inputs = RunJson.read(new RunFiles(path).run()).inputs();
        List<FileDigest> recorded = new ArrayList<>();
        List<FileDigest> now = data.of(config).digests();
        now.forEach(digest -> recorded.add(new FileDigest(
                digest.file(),
                inputs == null || inputs.data() == null || inputs.data().sha256() == null
                        ? null
                        : inputs.data().sha256().get(digest.file()))));
        return ExperimentData.differences(now, recorded);
    }
}
