package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mnist.config.Config;
import mnist.config.ConfigReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist config check}: all problems of a config at once, or a line that says it is valid. */
@Command(
        name = "check",
        header = "Check a config; list all its problems.",
        description = {"%nExample:", "  ./mnist config check configs/3b1b.json%n"},
        sortOptions = false)
final class ConfigCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The config, a JSON file.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replace a value before checking; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Mixin
    private CommonOptions common;

    ConfigCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Config config = ConfigReader.read(file, overrides);
        console.out()
                .println("%s: valid, %s parameters"
                        .formatted(
                                file,
                                Format.count(config.network().architecture().parameterCount())));
        return ExitCode.DONE;
    }
}
