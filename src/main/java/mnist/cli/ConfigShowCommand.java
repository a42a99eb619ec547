package mnist.cli;

import java.util.concurrent.Callable;
import mnist.config.ConfigWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mnist config show}: a config with every default filled in, as JSON. */
@Command(
        name = "show",
        header = "Show a config with every default filled in, as a run would use it.",
        customSynopsis = "mnist config show [--config] FILE [--set PATH=VALUE]...",
        description = {"%nExample:", "  ./mnist config show configs/3b1b.json --set training.epochs=3%n"},
        sortOptions = false)
final class ConfigShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ConfigOption config;

    @Mixin
    private CommonOptions common;

    ConfigShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(ConfigWriter.toJson(config.read()));
        console.out().flush();
        return ExitCode.DONE;
    }
}
