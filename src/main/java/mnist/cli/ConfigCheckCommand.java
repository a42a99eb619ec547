package mnist.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mnist.config.Config;
import mnist.data.Dataset;
import mnist.experiment.DataFolder;
import mnist.experiment.ExperimentData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist config check}: all problems of a config at once, or that it is valid and fits its data, where the data are present. */
@Command(
        name = "check",
        header = "Check a config, and that its data fit; list all its problems.",
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
        Config config = JsonFiles.config(file, overrides);
        String data = describeData(config);
        String parameters = Format.count(config.network().architecture().parameterCount());
        console.out().println("%s: valid, %s parameters".formatted(file, parameters));
        console.out().println(data);
        return ExitCode.DONE;
    }

    /** A config may be checked on a machine that does not have the data. */
    private static String describeData(Config config) {
        Path directory = DataFolder.configured(config);
        if (!Files.isDirectory(directory)) {
            return directory + ": no such folder here, so not checked";
        }
        ExperimentData data = ExperimentData.check(config);
        int validation = data.examples().validation().map(Dataset::size).orElse(0);
        return "%s: fits, %s examples to train on, %s for validation"
                .formatted(directory, Format.count(data.examples().training().size()), Format.count(validation));
    }
}
