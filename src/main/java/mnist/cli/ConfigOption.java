package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.config.Config;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The config of the commands that need one and train nothing that stays; a mixin. */
final class ConfigOption {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The same as --config.")
    private Path given;

    @Option(names = "--config", paramLabel = "FILE", description = "The config, a JSON file.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replace a value of the config, e.g. network.hidden=relu; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * Returns the file that was named.
     *
     * @throws ParameterException if there are two, or none
     */
    Path file() {
        if ((given == null) == (config == null)) {
            throw new ParameterException(
                    command.commandLine(), "Expected one config, found " + (given == null ? "none" : "two"));
        }
        return given == null ? config : given;
    }

    /** Reads the config that was named; the errors are those of {@link #file} and of {@link JsonFiles#config}. */
    Config read() {
        return JsonFiles.config(file(), overrides);
    }

    /** Reads the config that was named, or else another. */
    Config readOr(String file) {
        return given == null && config == null ? JsonFiles.config(Path.of(file), overrides) : read();
    }
}
