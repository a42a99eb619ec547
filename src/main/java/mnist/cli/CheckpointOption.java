package mnist.cli;

import java.nio.file.Path;
import mnist.data.SearchPath;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --checkpoint} of the commands that look at one network; a mixin. */
final class CheckpointOption {
    @Option(
            names = "--checkpoint",
            paramLabel = "FILE-or-DIR",
            description = "A checkpoint file, or a run directory for its best checkpoint.")
    private Path checkpoint;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Returns what was named.
     *
     * @param given the same as an argument without an option, or null
     * @throws ParameterException if there are two, or none
     */
    Path path(Path given) {
        if ((given == null) == (checkpoint == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Expected one checkpoint or run, found " + (given == null ? "none" : "two"));
        }
        return SearchPath.find(given == null ? checkpoint : given);
    }
}
