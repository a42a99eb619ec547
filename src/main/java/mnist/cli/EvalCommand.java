package mnist.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import mnist.experiment.EvaluationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist eval}: a checkpoint and a data set in, accuracy and what lies behind it out. */
@Command(
        name = "eval",
        header = "Evaluate a checkpoint on a data set.",
        customSynopsis = {
            "mnist eval [--checkpoint] FILE-or-DIR [--data DIR]",
            "           [--split test|validation|train] [--min-accuracy X] [--json]",
        },
        description = {
            "%nExample:",
            "  ./mnist eval runs/first --split test%n",
        },
        sortOptions = false)
final class EvalCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "FILE-or-DIR", description = "The same as --checkpoint.")
    private Path given;

    @Mixin
    private CheckpointOption checkpoint;

    @Mixin
    private ExamplesOptions examples;

    @Option(
            names = "--min-accuracy",
            paramLabel = "X",
            description = "Exit with 6 if the accuracy is below X, a fraction from 0 to 1.")
    private Double minAccuracy;

    @Mixin
    private JsonOption output;

    @Mixin
    private CommonOptions common;

    EvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (minAccuracy != null && !(minAccuracy >= 0 && minAccuracy <= 1)) {
            throw new UsageException(
                    "--min-accuracy: is no fraction, found " + minAccuracy + ", expected 0 to 1. Write 0.9 for 90 %.");
        }
        EvaluationReport report = examples.evaluate(checkpoint.path(given), console);
        output.print(console, report, EvaluationTables::of);
        if (minAccuracy != null && report.accuracy() < minAccuracy) {
            console.err()
                    .printf(
                            Locale.ROOT,
                            "%s: the accuracy is too low, found %s, expected at least %s.%n",
                            report.checkpoint(),
                            report.accuracy(),
                            minAccuracy);
            return ExitCode.CHECK_FAILED;
        }
        return ExitCode.DONE;
    }
}
