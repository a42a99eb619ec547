package mnist.sweep;

import java.util.List;
import mnist.experiment.RunOptions.Mode;

/**
 * How a sweep is run; none of it changes the results.
 *
 * @param jobs how many trials run side by side, each on one core
 * @param mode how much a trial leaves, and how often it writes: {@code TRIAL} or {@code LIGHT_TRIAL}
 * @param retryFailed whether trials that failed before are trained again
 * @param maxFailures after how many failed trials no more are begun
 * @param force whether to replace an earlier sweep in the directory
 * @param commandLine the arguments of the program, for the record
 * @param trainers who trains the trials
 */
public record SweepOptions(
        int jobs,
        Mode mode,
        boolean retryFailed,
        int maxFailures,
        boolean force,
        List<String> commandLine,
        RoundTrainer.Maker trainers) {
    /** Copies the list. */
    public SweepOptions {
        commandLine = List.copyOf(commandLine);
    }
}
