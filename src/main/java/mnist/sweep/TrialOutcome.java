package mnist.sweep;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mnist.config.Config;
import mnist.storage.MetricsCsv;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.storage.StorageException;
import mnist.training.DivergedException;
import mnist.training.EpochMetrics;
import mnist.training.TrainingState;

/**
 * How a trial ended, or how far it has come.
 *
 * @param status how it ended
 * @param epochs completed epochs that count here
 * @param budget how many it was given; a trial whose patience ended did not use them all
 * @param best the epoch that {@code training.monitor} calls the best, the first of several; null where the trial failed
 * @param seconds of wall time, all sessions together; 0 if it never began
 * @param reason what went wrong, or empty
 */
public record TrialOutcome(
        Status status, int epochs, int budget, TrainingState.Best best, double seconds, String reason)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** It was not trained yet. */
    public static final TrialOutcome PENDING = new TrialOutcome(Status.PENDING, 0, 0, null, 0, "");

    /** How trials end. */
    public enum Status {
        /** Trained to the last epoch of its config, or until its patience ended. */
        COMPLETED,
        /** Ended after fewer epochs, because others did better. */
        PRUNED,
        /** Its cost was no longer a finite number. */
        DIVERGED,
        /** It ended with an error. */
        FAILED,
        /** It was stopped from outside, or has not begun. */
        PENDING;

        /** Returns the name that {@code results.csv} uses. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the outcome of a trial that an error ended. */
    static TrialOutcome failed(Throwable problem) {
        Status status = problem instanceof DivergedException ? Status.DIVERGED : Status.FAILED;
        String message = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        return new TrialOutcome(
                status, 0, 0, null, 0, message.lines().findFirst().orElse(""));
    }

    /**
     * Reads from a run directory how a trial did, the same for one that has just ended and one that ended long ago.
     *
     * @param epochs how many epochs count; later ones are as if they had not been
     * @param training of the trial's config: how many epochs it asks for, and what says which is the best
     * @return nothing if the trial has not come that far, and can; what is damaged is trained again
     */
    static Optional<TrialOutcome> read(Path directory, int epochs, Config.TrainingConfig training) {
        RunFiles files = new RunFiles(directory);
        if (!Files.exists(files.run())) {
            return Optional.empty();
        }
        try {
            // A trial that failed at once has no metrics.
            List<EpochMetrics> rows = Files.exists(files.metrics()) ? MetricsCsv.read(files.metrics()) : List.of();
            return of(RunJson.read(files.run()), rows, epochs, training);
        } catch (StorageException e) {
            return Optional.empty();
        }
    }

    private static Optional<TrialOutcome> of(
            RunRecord run, List<EpochMetrics> rows, int epochs, Config.TrainingConfig training) {
        double seconds = run.seconds();
        int asked = Math.min(epochs, training.epochs());
        int needed = isOutOfPatience(run, rows, training) ? Math.min(asked, rows.size()) : asked;
        // A run that was killed between its last row and its last checkpoint is not done.
        boolean done = rows.size() > needed || rows.size() == needed && run.status() != RunStatus.RUNNING;
        if (done) {
            Status status = asked == training.epochs() ? Status.COMPLETED : Status.PRUNED;
            TrainingState.Best best = TrainingState.Best.of(rows.subList(0, needed), training.monitor());
            return best.epoch() == 0
                    ? Optional.empty()
                    : Optional.of(new TrialOutcome(status, needed, asked, best, seconds, ""));
        }
        String reason = run.outcome() == null || run.outcome().message() == null
                ? ""
                : run.outcome().message();
        return switch (run.status()) {
            case DIVERGED -> Optional.of(new TrialOutcome(Status.DIVERGED, rows.size(), asked, null, seconds, reason));
            case FAILED -> Optional.of(new TrialOutcome(Status.FAILED, rows.size(), asked, null, seconds, reason));
            default -> Optional.empty();
        };
    }

    /** Rows that are missing, as after a power failure, are not taken for the end. */
    private static boolean isOutOfPatience(RunRecord run, List<EpochMetrics> rows, Config.TrainingConfig training) {
        int best = TrainingState.Best.of(rows, training.monitor()).epoch();
        return run.status() == RunStatus.COMPLETED && best > 0 && training.isPatienceOver(rows.size(), best);
    }

    /** Returns whether the trial has figures to rank it by. */
    public boolean isRanked() {
        return status == Status.COMPLETED || status == Status.PRUNED;
    }

    /** Returns whether something went wrong with it. */
    public boolean isFailure() {
        return status == Status.DIVERGED || status == Status.FAILED;
    }
}
