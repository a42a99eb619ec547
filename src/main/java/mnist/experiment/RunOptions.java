package mnist.experiment;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a run goes, beside what its config says.
 *
 * @param directory the run directory
 * @param force whether to replace an earlier run there
 * @param commandLine the arguments of the program, for the record
 */
public record RunOptions(Path directory, boolean force, List<String> commandLine) {
    /** What a run does beside training. */
    public enum Mode {
        /** The machine is its own; the test set is looked at in the end. */
        ALONE,
        /** One of many side by side: it keeps to one core, and leaves the test set alone. */
        TRIAL,
        /**
         * As a trial, but what it writes is written once, when it ends: of a run that is killed nothing is left.
         */
        LIGHT_TRIAL
    }
}
