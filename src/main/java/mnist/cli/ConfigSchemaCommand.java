package mnist.cli;

import java.util.concurrent.Callable;
import mnist.config.ConfigSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mnist config schema}: what a config may hold, as a JSON Schema. */
@Command(
        name = "schema",
        header = "Print the JSON Schema (2020-12) of a config, for editors and validators.",
        description = {"%nExample:", "  ./mnist config schema > config.schema.json%n"})
final class ConfigSchemaCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common;

    ConfigSchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(ConfigSchema.json());
        console.out().flush();
        return ExitCode.DONE;
    }
}
