package mnist.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import mnist.exchange.PredictionsCsv;
import mnist.experiment.EvaluationReport;
import mnist.experiment.Subject;
import mnist.insight.Picture;
import mnist.insight.WrongPicture;
import mnist.training.Answers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist eval}: a checkpoint and a data set in, accuracy and what is behind it out. */
@Command(
        name = "eval",
        header = "Evaluate a checkpoint on a data set.",
        customSynopsis = {
            "mnist eval [--checkpoint] FILE-or-DIR [--data DIR]",
            "           [--split test|validation|train] [--min-accuracy X] [--json]",
            "           [--wrong [N] [--png FILE]] [--predictions FILE.csv]",
            "           [--config FILE]",
        },
        description = {
            "%nExamples:",
            "  ./mnist eval runs/first --split test",
            "  ./mnist eval runs/first --wrong 10 --png wrong.png%n",
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

    @Option(
            names = "--wrong",
            arity = "0..1",
            fallbackValue = "20",
            paramLabel = "N",
            description =
                    "List the N worst mistakes, those whose answer is furthest above the true class; ${FALLBACK-VALUE}"
                            + " without a number.")
    private Integer wrong;

    @Option(names = "--png", paramLabel = "FILE", description = "With --wrong: draw these mistakes, into a .png file.")
    private Path png;

    @Option(
            names = "--predictions",
            paramLabel = "FILE.csv",
            description = "Write the answer and all outputs for every example, as CSV.")
    private Path predictions;

    @Mixin
    private JsonOption output;

    @Mixin
    private CommonOptions common;

    EvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        check();
        Subject subject = examples.load(checkpoint.read(given), console);
        Answers answers = subject.answers();
        EvaluationReport report = EvaluationReport.of(subject, answers, wrong);
        if (predictions != null) {
            PredictionsCsv.write(predictions, answers);
        }
        if (png != null) {
            new WrongPicture(answers, wrong).picture().write(png);
        }
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

    private void check() {
        if (minAccuracy != null && !(minAccuracy >= 0 && minAccuracy <= 1)) {
            throw new UsageException("--min-accuracy: is not a fraction, found " + minAccuracy
                    + ", expected 0 to 1. Write 0.9 for 90 %.");
        }
        UsageException.requirePositive("--wrong", wrong);
        if (png != null && wrong == null) {
            throw new UsageException("--png: nothing to draw without --wrong. Add it.");
        }
        if (png != null && !Picture.canWrite(png)) {
            throw new UsageException(
                    "--png: no format that can be written, found %s, expected a name that ends in .png or .svg. Rename it."
                            .formatted(png));
        }
    }
}
