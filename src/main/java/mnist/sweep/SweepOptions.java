package mnist.sweep;

import java.util.List;

/**
 * How a sweep is run; none of it changes the results.
 *
 * @param jobs how many trials run side by side, each on one core
 * @param light whether a trial leaves only its CSV, its best checkpoint and {@code run.json}, written when it ends
 * @param retryFailed whether trials that failed before are trained again
 * @param maxFailures after how many failed trials no more are begun
 * @param force whether to replace an earlier sweep in the directory
 * @param portable whether to compute with kernels that every x86-64 machine of today has
 * @param commandLine the arguments of the program, for the record
 */
public record SweepOptions(
        int jobs,
        boolean light,
        boolean retryFailed,
        int maxFailures,
        boolean force,
        boolean portable,
        List<String> commandLine) {
    /** Copies the list. */
    public SweepOptions {
        commandLine = List.copyOf(commandLine);
    }
}
