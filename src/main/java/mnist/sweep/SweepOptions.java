package mnist.sweep;

import java.util.List;
import mnist.experiment.RunOptions;

/**
 * How a sweep is run; none of it changes the results.
 *
 * @param jobs how many trials run side by side, each on one core
 * @param light whether a trial leaves no last checkpoint, and writes its files only when it ends
 * @param retryFailed whether trials that failed before are trained again
 * @param maxFailures after how many failed trials no more are begun
 * @param force whether to replace an earlier sweep in the directory
 * @param commandLine the arguments of the program, for the record
 * @param trainers who trains the trials
 */
public record SweepOptions(
        int jobs,
        boolean light,
        boolean retryFailed,
        int maxFailures,
        boolean force,
        List<String> commandLine,
        RoundTrainer.Maker trainers) {
    /** Copies the list. */
    public SweepOptions {
        commandLine = List.copyOf(commandLine);
    }

    /** Makes options for a sweep on threads of this process. */
    public SweepOptions(
            int jobs, boolean light, boolean retryFailed, int maxFailures, boolean force, List<String> commandLine) {
        this(jobs, light, retryFailed, maxFailures, force, commandLine, RoundTrainer.THREADS);
    }

    /** Returns how much a trial leaves. */
    public RunOptions.Mode mode() {
        return light ? RunOptions.Mode.LIGHT_TRIAL : RunOptions.Mode.TRIAL;
    }
}
