package mnist.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.training.Evaluation;
import mnist.training.TrainingState;

/**
 * How a run ended.
 *
 * @param run the run directory
 * @param status completed, or stopped
 * @param layers neurons per layer
 * @param parameters how many weights and biases the network has
 * @param epochs completed epochs
 * @param best the epoch whose network was kept as the best
 * @param test its evaluation on the test set, or null where there was none
 * @param seconds of wall time, of earlier sessions too
 */
public record RunResult(
        String run,
        RunStatus status,
        List<Integer> layers,
        long parameters,
        int epochs,
        Best best,
        Test test,
        double seconds) {
    /**
     * @param epoch 0 for the initial network
     * @param validationAccuracy in [0, 1], if there is a validation set
     */
    public record Best(int epoch, OptionalDouble validationAccuracy) {
        static Best of(TrainingState.Best best) {
            double accuracy = best.validationAccuracy();
            return new Best(
                    best.epoch(), Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy));
        }
    }

    /**
     * @param accuracy in [0, 1]
     * @param accuracyInterval its 95 % interval
     * @param cost mean over the examples
     * @param correct how many were given their class
     * @param examples how many there were
     */
    public record Test(
            double accuracy, Evaluation.Interval accuracyInterval, double cost, long correct, long examples) {
        static Test of(Evaluation evaluation) {
            return new Test(
                    evaluation.accuracy(),
                    evaluation.accuracyInterval(),
                    evaluation.cost(),
                    evaluation.correct(),
                    evaluation.examples());
        }

        private static Test of(RunRecord.Test test) {
            return new Test(
                    test.accuracy(),
                    Evaluation.Interval.of(test.correct(), test.examples()),
                    test.cost(),
                    test.correct(),
                    test.examples());
        }
    }

    /** Returns the result of a run that is complete, from what it left behind. */
    static RunResult of(Path directory, RunRecord record, ResumePoint point) {
        RunRecord.Test test = record.results() == null ? null : record.results().test();
        return new RunResult(
                directory.toString(),
                record.status(),
                point.config().network().layers(),
                point.config().network().architecture().parameterCount(),
                point.checkpoint().state().epoch(),
                Best.of(point.checkpoint().state().best()),
                test == null ? null : Test.of(test),
                record.outcome() == null ? 0 : record.outcome().seconds());
    }

    /** Returns the figures for {@code run.json}. */
    RunRecord.Results toRecord() {
        Double accuracy = best.validationAccuracy.isPresent() ? (Double) best.validationAccuracy.getAsDouble() : null;
        return new RunRecord.Results(
                best.epoch,
                accuracy,
                test == null ? null : new RunRecord.Test(test.accuracy, test.cost, test.correct, test.examples));
    }
}
