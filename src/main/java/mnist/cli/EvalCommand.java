package mnist.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import mnist.config.Json;
import mnist.data.SearchPath;
import mnist.experiment.EvaluationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE-or-DIR", description = "The same as --checkpoint.")
    private Path given;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE-or-DIR",
            description = "A checkpoint file, or a run directory for its best checkpoint.")
    private Path checkpoint;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the data set; by default that of the training.")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            defaultValue = "test",
            description = "test, validation or train; by default ${DEFAULT-VALUE}.")
    private EvaluationReport.Part split;

    @Option(
            names = "--min-accuracy",
            paramLabel = "X",
            description = "Exit with 6 if the accuracy is below X, a fraction from 0 to 1.")
    private Double minAccuracy;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

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
        if ((given == null) == (checkpoint == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Expected one checkpoint or run, found " + (given == null ? "none" : "two"));
        }
        EvaluationReport report = EvaluationReport.of(
                SearchPath.find(given == null ? checkpoint : given),
                Optional.ofNullable(data),
                split,
                warning -> console.err().println("warning: " + warning));
        console.out().println(json ? Json.compact(report) : EvaluationTables.of(report));
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
