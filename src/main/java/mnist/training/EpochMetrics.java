package mnist.training;

import java.util.OptionalDouble;

/**
 * What is measured of an epoch: one row of {@code metrics.csv}.
 *
 * @param epoch from 1
 * @param learningRate eta of its last step
 * @param trainCost mean cost over its examples, each taken before the step on it
 * @param trainAccuracy fraction of its examples that were right, likewise
 * @param validationCost mean cost on the validation set after the epoch, if there is one
 * @param validationAccuracy fraction of the validation set that is right, if there is one
 * @param seconds of wall time, validation included
 */
public record EpochMetrics(
        int epoch,
        double learningRate,
        double trainCost,
        double trainAccuracy,
        OptionalDouble validationCost,
        OptionalDouble validationAccuracy,
        double seconds) {}
