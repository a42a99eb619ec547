package mnist.training;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import mnist.config.Config.TrainingConfig;
import mnist.config.Monitor;

/**
 * How far a training has come. With the parameters and {@link Trainer#optimizerState} it is all that a training needs to go on:
 * the random numbers are functions of the seed, the epoch and the place in it.
 *
 * @param epoch completed epochs
 * @param minibatch completed minibatches of the epoch under way
 * @param tally sums over the examples of the epoch under way
 * @param best the best epoch so far
 * @param plateaus how often so far the learning rate fell because no epoch was better
 * @param numbers that the optimiser keeps from step to step, by name, such as its damping
 */
public record TrainingState(
        int epoch, int minibatch, Tally tally, Best best, int plateaus, Map<String, Double> numbers) {
    /** Copies the numbers. */
    public TrainingState {
        numbers = Map.copyOf(numbers);
    }

    /** Makes a state of a training whose optimiser keeps no numbers. */
    public TrainingState(int epoch, int minibatch, Tally tally, Best best, int plateaus) {
        this(epoch, minibatch, tally, best, plateaus, Map.of());
    }

    /**
     * The epoch that does best on the validation set so far, the first of several; without a validation set, the last.
     *
     * @param epoch which one; 0 for the initial network
     * @param validationAccuracy its accuracy in [0, 1], or NaN where there is none
     * @param validationCost its mean cost, or NaN where there is none
     */
    public record Best(int epoch, double validationAccuracy, double validationCost) implements Serializable {
        /** No epoch done yet. */
        public static final Best NONE = new Best(0, Double.NaN, Double.NaN);

        /** Returns the best of some epochs, or {@link #NONE} where there is no validation set. */
        public static Best of(List<EpochMetrics> rows, Monitor monitor) {
            Best best = NONE;
            for (EpochMetrics row : rows) {
                if (row.validationAccuracy().isPresent()) {
                    double accuracy = row.validationAccuracy().getAsDouble();
                    Best now =
                            new Best(row.epoch(), accuracy, row.validationCost().orElse(Double.NaN));
                    best = best.isBeatenBy(now, monitor) ? now : best;
                }
            }
            return best;
        }

        /** Returns the figure that is watched. */
        public double value(Monitor monitor) {
            return monitor == Monitor.VALIDATION_ACCURACY ? validationAccuracy : validationCost;
        }

        /** Returns whether another epoch takes this one's place: one with a better figure, or any if this one's is NaN. */
        boolean isBeatenBy(Best other, Monitor monitor) {
            double now = value(monitor);
            double then = other.value(monitor);
            boolean isBetter = monitor == Monitor.VALIDATION_ACCURACY ? then > now : then < now;
            return Double.isNaN(now) || isBetter;
        }
    }

    /** Nothing done yet. */
    public static final TrainingState START = new TrainingState(0, 0, Tally.NONE, Best.NONE, 0);

    /** Returns whether the training is done: all epochs are, or too many in a row were no better. */
    public boolean isComplete(TrainingConfig training) {
        return minibatch == 0 && (epoch >= training.epochs() || isOutOfPatience(training));
    }

    /** Returns whether the patience is over after a whole epoch. */
    public boolean isOutOfPatience(TrainingConfig training) {
        return minibatch == 0 && training.isPatienceOver(epoch, best.epoch());
    }

    /** Returns whether the last completed epoch is the best one. */
    public boolean isBest() {
        return minibatch == 0 && best.epoch() == epoch;
    }
}
