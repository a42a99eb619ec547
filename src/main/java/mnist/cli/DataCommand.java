package mnist.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mnist data}: looks at data sets. */
@Command(
        name = "data",
        header = "Check a data set, or draw one of its images.",
        description = {
            "%nExamples:",
            "  ./mnist data verify data/mnist",
            "  ./mnist data show --index 7 --split test%n",
        })
final class DataCommand implements Runnable {
    static final String DEFAULT_DIRECTORY = "data/mnist";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand: verify or show");
    }
}
