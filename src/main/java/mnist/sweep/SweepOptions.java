package mnist.sweep;

import java.util.List;

/**
 * How a sweep is run; none of it changes the results.
 *
 * @param jobs how many trials run side by side, each on one core
 * @param light whether a trial leaves no last checkpoint, and writes its files only when it ends
 * @param retryFailed whether trials that failed before are trained again
 * @param maxFailures after how many failed trials no more are begun
 * @param force whether to replace an earlier sweep in the directory
 * @param commandLine the arguments of the program, for the record
 */
public record SweepOptions(
        int jobs, boolean light, boolean retryFailed, int maxFailures, boolean force, List<String> commandLine) {
    /** Copies the list. */
    public SweepOptions {
        commandLine = List.copyOf(commandLine);
    }
}
