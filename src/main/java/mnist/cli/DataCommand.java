package mnist.cli;

import mnist.data.Dataset;
import mnist.data.DatasetName;
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
            "  ./mnist data show --index 7 --split test",
            "  ./mnist data distort configs/best/784-800-10.json --index 7%n",
        })
final class DataCommand implements Runnable {
    static final String DEFAULT_DIRECTORY = "data/mnist";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    /** Checks an {@code --index}. */
    static void requireExample(int index, Dataset data) {
        if (index < 0 || index >= data.size()) {
            throw new UsageException(
                    "--index: there is no such example, found %s, expected 0 to %s. Choose one of those."
                            .formatted(index, data.size() - 1));
        }
    }

    /** Returns the number of an example's class, and its name where that is another. */
    static String label(Dataset data, int example) {
        return DatasetName.of(data.digests()).numberAndName(data.label(example));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand: verify, show or distort");
    }
}
