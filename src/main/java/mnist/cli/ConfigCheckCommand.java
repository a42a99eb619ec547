package mnist.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import mnist.config.Config;
import mnist.data.Dataset;
import mnist.experiment.DataFolder;
import mnist.experiment.ExperimentData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mnist config check}: all problems of a config at once, or that it is valid and fits its data, where the data are present. */
@Command(
        name = "check",
        header = "Check a config, and that its data fit; list all its problems.",
        customSynopsis = "mnist config check [--config] FILE [--set PATH=VALUE]...",
        description = {"%nExample:", "  ./mnist config check configs/3b1b.json%n"},
        sortOptions = false)
final class ConfigCheckCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ConfigOption config;

    @Mixin
    private CommonOptions common;

    ConfigCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Config read = config.read();
        String data = describeData(read);
        String parameters = Format.count(read.network().architecture().parameterCount());
        console.out().println("%s: valid, %s parameters".formatted(config.file(), parameters));
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
