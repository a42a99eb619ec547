package mnist.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.data.SearchPath;
import mnist.experiment.Subject;
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

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "With a safetensors file that another program wrote, such as PyTorch: the config of its network.")
    private Path config;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Takes the first of some words for the checkpoint, if no option names one and the word can be nothing else: a folder, or
     * a safetensors file.
     *
     * @param words without an option; what is taken is removed
     */
    void takeFirst(List<String> words) {
        if (checkpoint != null || words.isEmpty()) {
            return;
        }
        String word = words.get(0);
        if (word.endsWith(".safetensors") || Files.isDirectory(SearchPath.find(Path.of(word)))) {
            checkpoint = Path.of(words.remove(0));
        }
    }

    /**
     * Reads what was named; the other errors are those of {@link Subject.Source#read}.
     *
     * @param given the same as an argument without an option, or null
     * @throws ParameterException if there are two, or none
     */
    Subject.Source read(Path given) {
        if ((given == null) == (checkpoint == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Expected one checkpoint or run, found " + (given == null ? "none" : "two"));
        }
        return Subject.Source.read(
                SearchPath.find(given == null ? checkpoint : given),
                Optional.ofNullable(config).map(file -> JsonFiles.config(file, List.of())));
    }
}
