package mnist.textbook;

import java.util.Arrays;

/**
 * What a row of the table came to. Accuracies are those of the part of the data that the source measured on, in
 * [0, 1].
 *
 * @param published the row
 * @param runs how many seeds were trained to the end
 * @param failed how many diverged or ended with an error
 * @param best of the epoch that the validation set calls the best, over the seeds
 * @param last of the last epoch, over the seeds
 * @param stuck how many runs ended more than {@link #STUCK} below the best run of the row, or failed
 * @param epochs of each run
 * @param parameters weights and biases
 * @param seconds of a run on one core, the mean
 */
public record Reproduced(
        Published published,
        int runs,
        int failed,
        Spread best,
        Spread last,
        int stuck,
        int epochs,
        long parameters,
        double seconds) {
    /** So far below the best run of its row, a run has not learnt what the others have. */
    static final double STUCK = 0.05;

    /**
     * Figures of several runs.
     *
     * @param mean of them
     * @param least the smallest
     * @param most the largest
     */
    public record Spread(double mean, double least, double most) {
        static Spread of(double... values) {
            return new Spread(
                    Arrays.stream(values).average().orElse(Double.NaN),
                    Arrays.stream(values).min().orElse(Double.NaN),
                    Arrays.stream(values).max().orElse(Double.NaN));
        }
    }

    /** Returns whether the published figure lies within or below the range of the runs, or none was published. */
    public boolean isReached() {
        return published.accuracy().isEmpty() || published.accuracy().getAsDouble() <= best.most();
    }
}
