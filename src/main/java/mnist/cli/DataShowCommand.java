package mnist.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import mnist.data.Dataset;
import mnist.data.SearchPath;
import mnist.data.Split;
import mnist.experiment.EvaluationReport.Part;
import mnist.insight.TerminalDigit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mnist data show}: one image, in the terminal. */
@Command(
        name = "show",
        header = "Draw one image in the terminal.",
        description = {"%nExample:", "  ./mnist data show --index 7 --split test%n"},
        sortOptions = false)
final class DataShowCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--index", required = true, paramLabel = "N", description = "Which example, from 0.")
    private int index;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            defaultValue = "train",
            description = "train, validation or test; by default ${DEFAULT-VALUE}.")
    private Part split;

    @Option(
            names = "--validation",
            paramLabel = "N",
            defaultValue = "5000",
            description =
                    "How many examples at the end of the training file are for validation, as data.validation of a "
                            + "config; by default ${DEFAULT-VALUE}.")
    private int validation;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DataCommand.DEFAULT_DIRECTORY,
            description = "The folder of the data set; by default ${DEFAULT-VALUE}.")
    private Path directory;

    @Mixin
    private CommonOptions common;

    DataShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Dataset data = load();
        DataCommand.requireExample(index, data);
        console.out().println(TerminalDigit.draw(data, index, console.colours()).stripTrailing());
        console.out()
                .println("example %s of the %s split, label %s"
                        .formatted(index, split.label(), DataCommand.label(data, index)));
        return ExitCode.DONE;
    }

    private Dataset load() {
        Dataset file = Dataset.load(SearchPath.find(directory), split == Part.TEST ? Split.TEST : Split.TRAIN);
        if (split != Part.VALIDATION) {
            return file;
        }
        if (validation < 1 || validation > file.size()) {
            throw new UsageException(
                    "--validation: no such number of examples, found %d, expected 1 to %d. Choose one of those."
                            .formatted(validation, file.size()));
        }
        return file.subset(file.size() - validation, file.size());
    }
}
