package mnist.sweep;

import mnist.training.DivergedException;

/**
 * How a trial ended, or how far it has come.
 *
 * @param status how it ended
 * @param epochs completed epochs that count here
 * @param best the epoch with the highest validation accuracy, the first of several; null where the trial failed
 * @param seconds of wall time, all sessions together; 0 if it never began
 * @param reason what went wrong, or empty
 */
public record TrialOutcome(Status status, int epochs, Best best, double seconds, String reason) {
    /** It was not trained yet. */
    static final TrialOutcome PENDING = new TrialOutcome(Status.PENDING, 0, null, 0, "");

    /** How trials end. */
    public enum Status {
        /** Trained to the last epoch of its config. */
        COMPLETED("completed"),
        /** Ended after fewer epochs, because others did better. */
        PRUNED("pruned"),
        /** Its cost was no longer a finite number. */
        DIVERGED("diverged"),
        /** It ended with an error. */
        FAILED("failed"),
        /** It was stopped from outside, or has not begun. */
        PENDING("pending");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** Returns the name that {@code results.csv} uses. */
        public String label() {
            return label;
        }
    }

    /**
     * The figures of the epoch whose network was kept.
     *
     * @param epoch from 1
     * @param validationAccuracy in [0, 1]
     * @param validationCost mean over the examples
     */
    public record Best(int epoch, double validationAccuracy, double validationCost) {
        /** Returns the figure that an objective ranks by. */
        public double value(Objective objective) {
            return objective == Objective.VALIDATION_ACCURACY ? validationAccuracy : validationCost;
        }
    }

    /** Returns the outcome of a trial that an error ended. */
    static TrialOutcome failed(Throwable problem) {
        Status status = problem instanceof DivergedException ? Status.DIVERGED : Status.FAILED;
        String message = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        return new TrialOutcome(status, 0, null, 0, message.lines().findFirst().orElse(""));
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
