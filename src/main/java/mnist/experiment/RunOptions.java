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
public record RunOptions(Path directory, boolean force, List<String> commandLine) {}
