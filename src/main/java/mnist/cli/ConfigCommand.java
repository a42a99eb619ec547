package mnist.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mnist config}: looks at configs. */
@Command(
        name = "config",
        header = "Check a config, show it with every default, or print its JSON Schema.",
        description = {
            "%nExamples:",
            "  ./mnist config check configs/3b1b.json",
            "  ./mnist config show configs/3b1b.json --set training.epochs=3",
            "  ./mnist config schema%n",
        })
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand: check, show or schema");
    }
}
