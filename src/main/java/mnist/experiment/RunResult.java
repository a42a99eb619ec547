package mnist.experiment;

import java.util.OptionalDouble;
import mnist.storage.RunStatus;
import mnist.training.Evaluation;

/**
 * How a run ended.
 *
 * @param run the run directory
 * @param status completed, or stopped
 * @param parameters how many weights and biases the network has
 * @param epochs completed epochs
 * @param best the epoch whose network was kept as the best
 * @param test its evaluation on the test set, or null where there was none
 * @param seconds of wall time, of earlier sessions too
 */
public record RunResult(
        String run, RunStatus status, long parameters, int epochs, Best best, Test test, double seconds) {
    /**
     * @param epoch 0 for the initial network
     * @param validationAccuracy in [0, 1], if there is a validation set
     */
    public record Best(int epoch, OptionalDouble validationAccuracy) {}

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
    }
}
