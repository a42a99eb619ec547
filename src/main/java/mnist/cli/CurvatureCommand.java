package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mnist.experiment.EvaluationReport;
import mnist.insight.CurvatureReport;
import mnist.insight.Lanczos;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist curvature}: a checkpoint in, the ends of the Hessian's spectrum out. */
@Command(
        name = "curvature",
        header = "Show how the cost surface curves where a network is.",
        customSynopsis = {
            "mnist curvature [--checkpoint] FILE-or-DIR [--examples N] [--data DIR]",
            "                [--split train|validation|test] [--json] [--config FILE]",
        },
        description = {
            "%nExample:",
            "  ./mnist curvature runs/first",
            "",
            "The largest and the smallest eigenvalue of the Hessian say whether the network",
            "is in a valley or on a saddle, and which learning rate plain gradient descent",
            "can bear. Without --split, it looks with the training examples.%n",
        },
        sortOptions = false)
final class CurvatureCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "FILE-or-DIR", description = "The same as --checkpoint.")
    private Path given;

    @Mixin
    private CheckpointOption checkpoint;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Use the first N examples; by default ${DEFAULT-VALUE}.")
    private int most;

    @Mixin
    private ExamplesOptions examples;

    @Mixin
    private JsonOption output;

    @Mixin
    private CommonOptions common;

    CurvatureCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        UsageException.requirePositive("--examples", most);
        CurvatureReport report =
                CurvatureReport.of(examples.load(checkpoint.read(given), EvaluationReport.Part.TRAIN, console), most);
        output.print(console, report, CurvatureCommand::toText);
        return ExitCode.DONE;
    }

    private static String toText(CurvatureReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("checkpoint     " + report.checkpoint());
        lines.add("data           %s, %s, first %s"
                .formatted(report.data(), report.split(), Format.count(report.examples(), "example")));
        lines.add("cost           " + Format.cost(report.cost()));
        lines.add("gradient       length " + number(report.gradientNorm()));
        lines.add("eigenvalues    of the Hessian, by %s of Lanczos".formatted(Format.count(report.steps(), "step")));
        lines.add("  largest      " + eigenvalue(report.largest()));
        lines.add("  smallest     " + eigenvalue(report.smallest()));
        lines.add("surface        " + shape(report.shape()));
        lines.add("learning rate  %s; plain gradient descent is stable up to %s"
                .formatted(
                        Double.isNaN(report.learningRate())
                                ? "none in use"
                                : Format.shortest(report.learningRate()) + " in use",
                        number(report.stableLearningRate())));
        return String.join(System.lineSeparator(), lines);
    }

    private static String shape(CurvatureReport.Shape shape) {
        return switch (shape) {
            case MINIMUM -> "curves up in every direction, as at a minimum";
            case MAXIMUM -> "curves down in every direction, as at a maximum";
            case SADDLE -> "curves up and down, as on a saddle";
            case FLAT -> "is too flat in some direction to tell whether it curves up or down";
        };
    }

    private static String eigenvalue(Lanczos.Eigenvalue eigenvalue) {
        return "%s  (within %s)"
                .formatted(number(eigenvalue.value()), String.format(Locale.ROOT, "%.0e", eigenvalue.bound()));
    }

    private static String number(double number) {
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%.4g", number);
    }
}
