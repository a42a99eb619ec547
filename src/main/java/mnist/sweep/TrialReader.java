package mnist.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.storage.MetricsCsv;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.storage.StorageException;
import mnist.training.EpochMetrics;

/** Tells from a run directory how a trial did, the same for one that has just ended and one that ended long ago. */
final class TrialReader {
    private TrialReader() {}

    /**
     * Reads a run directory.
     *
     * @param epochs how many epochs count; later ones are as if they had not been
     * @param lastEpoch how many the trial's config asks for
     * @return nothing if the trial has not come that far, and can
     */
    static Optional<TrialOutcome> read(Path directory, int epochs, int lastEpoch) {
        RunFiles files = new RunFiles(directory);
        if (!Files.exists(files.run())) {
            return Optional.empty();
        }
        try {
            // A trial that failed at once has no metrics.
            List<EpochMetrics> rows = Files.exists(files.metrics()) ? MetricsCsv.read(files.metrics()) : List.of();
            return outcome(RunJson.read(files.run()), rows, epochs, lastEpoch);
        } catch (StorageException e) {
            // What is damaged is trained again.
            return Optional.empty();
        }
    }

    private static Optional<TrialOutcome> outcome(RunRecord run, List<EpochMetrics> rows, int epochs, int lastEpoch) {
        double seconds = run.outcome() == null ? 0 : run.outcome().seconds();
        int needed = Math.min(epochs, lastEpoch);
        // A run that was killed between its last row and its last checkpoint is not done.
        boolean done = rows.size() > needed || rows.size() == needed && run.status() != RunStatus.RUNNING;
        if (done) {
            TrialOutcome.Status status =
                    needed == lastEpoch ? TrialOutcome.Status.COMPLETED : TrialOutcome.Status.PRUNED;
            return best(rows.subList(0, needed)).map(best -> new TrialOutcome(status, needed, best, seconds, ""));
        }
        String reason = run.outcome() == null || run.outcome().message() == null
                ? ""
                : run.outcome().message();
        return switch (run.status()) {
            case DIVERGED ->
                Optional.of(new TrialOutcome(TrialOutcome.Status.DIVERGED, rows.size(), null, seconds, reason));
            case FAILED ->
                Optional.of(new TrialOutcome(TrialOutcome.Status.FAILED, rows.size(), null, seconds, reason));
            default -> Optional.empty();
        };
    }

    private static Optional<TrialOutcome.Best> best(List<EpochMetrics> rows) {
        EpochMetrics best = null;
        for (EpochMetrics row : rows) {
            if (row.validationAccuracy().isPresent()
                    && (best == null
                            || row.validationAccuracy().getAsDouble()
                                    > best.validationAccuracy().getAsDouble())) {
                best = row;
            }
        }
        return Optional.ofNullable(best)
                .map(row -> new TrialOutcome.Best(
                        row.epoch(),
                        row.validationAccuracy().getAsDouble(),
                        row.validationCost().orElse(Double.NaN)));
    }
}
