package mnist.storage;

import java.util.OptionalDouble;

/**
 * One row of {@code metrics.csv}.
 *
 * @param epoch counted from 1
 * @param learningRate eta during this epoch
 * @param trainCost mean over the epoch's minibatches, each taken before its step
 * @param trainAccuracy likewise, a fraction 0–1
 * @param validationCost mean over the validation examples after the epoch; empty without a validation set
 * @param validationAccuracy likewise, a fraction 0–1
 * @param seconds how long the epoch took
 */
public record EpochRow(
        int epoch,
        double learningRate,
        double trainCost,
        double trainAccuracy,
        OptionalDouble validationCost,
        OptionalDouble validationAccuracy,
        double seconds) {}
