package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mnist.config.ConfigWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist config show}: a config with every default filled in, as JSON. */
@Command(
        name = "show",
        header = "Show a config with every default filled in, as a run would use it.",
        description = {"%nExample:", "  ./mnist config show configs/3b1b.json --set training.epochs=3%n"},
        sortOptions = false)
final class ConfigShowCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The config, a JSON file.")
    private Path file;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Replace a value of the config; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Mixin
    private CommonOptions common;

    ConfigShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(ConfigWriter.toJson(JsonFiles.config(file, overrides)));
        console.out().flush();
        return ExitCode.DONE;
    }
}
