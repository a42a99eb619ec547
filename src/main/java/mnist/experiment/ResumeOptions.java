package mnist.experiment;

import java.nio.file.Path;
import java.util.List;

/**
 * How a run is resumed.
 *
 * @param directory the run directory
 * @param overrides {@code PATH=VALUE} of settings that may change in mid-run: {@link mnist.storage.Checkpoint#NOT_KEPT}
 * @param noTest whether to leave the test set alone from now on
 * @param acceptOtherBits whether to resume on other kernels, or with another arithmetic, than the run was begun with
 * @param commandLine the arguments of the program, for the record
 */
public record ResumeOptions(
        Path directory, List<String> overrides, boolean noTest, boolean acceptOtherBits, List<String> commandLine) {
    /** Makes options for a run that is to end with the same bits as one that was never stopped. */
    public ResumeOptions(Path directory, List<String> overrides) {
        this(directory, overrides, false, false, List.of());
    }
}
