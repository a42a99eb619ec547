package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import mnist.config.Config;
import mnist.data.SearchPath;
import mnist.experiment.Subject;
import mnist.insight.GradientCheck;
import mnist.insight.GradientReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mnist gradcheck}: backpropagation against finite differences. */
@Command(
        name = "gradcheck",
        header = "Check backpropagation of a config against finite differences.",
        customSynopsis = {
            "mnist gradcheck [--config] FILE [--set PATH=VALUE]...",
            "                [--checkpoint FILE-or-DIR] [--samples N] [--examples N]",
            "                [--tolerance X] [--json]",
        },
        description = {
            "%nExample:",
            "  ./mnist gradcheck configs/3b1b.json",
            "",
            "It checks at the parameters of --checkpoint, or by default at the start values.%n",
        },
        sortOptions = false)
final class GradcheckCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE-or-DIR",
            description = "A checkpoint file, or a run directory for its best checkpoint.")
    private Path checkpoint;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "100",
            description = "Parameters of each W^l and b^l that are moved, at most; by default ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "10",
            description = "Training images whose mean cost is differentiated; by default ${DEFAULT-VALUE}.")
    private int examples;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "1e-6",
            description = "The largest relative error that passes; by default ${DEFAULT-VALUE}.")
    private double tolerance;

    @Mixin
    private JsonOption output;

    @Mixin
    private CommonOptions common;

    GradcheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        UsageException.requirePositive("--samples", samples);
        UsageException.requirePositive("--examples", examples);
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new UsageException("--tolerance: is not a relative error, found " + tolerance
                    + ", expected above 0, below 1. Try 1e-6.");
        }
        Config read = config.read();
        Optional<Subject.Source> source = Optional.ofNullable(checkpoint)
                .map(path -> Subject.Source.read(SearchPath.find(path), Optional.empty()));
        GradientReport report = GradientReport.of(
                read,
                source.map(Subject.Source::checkpoint),
                source.map(found -> found.file().toString()).orElse("start values of " + config.file()),
                new GradientReport.Extent(examples, samples, tolerance));
        output.print(console, report, GradcheckCommand::text);
        if (report.check().passed()) {
            return ExitCode.DONE;
        }
        console.err()
                .println("gradcheck: the gradient is wrong or could not be checked in %d of the lines above. "
                                .formatted(report.check().failures())
                        + "Look for errors above the tolerance, and for layers with nothing checked.");
        return ExitCode.CHECK_FAILED;
    }

    private static String text(GradientReport report) {
        GradientCheck.Result check = report.check();
        List<String> lines = new ArrayList<>();
        lines.add("network     " + report.network());
        lines.add("parameters  " + report.parameters());
        lines.add("cost        %s, mean of %s"
                .formatted(Format.cost(check.cost()), Format.count(report.examples(), "training example")));
        lines.add("");
        lines.add("g: backpropagation. n: (C(w + h) - C(w - h)) / 2h, extrapolated to h = 0.");
        lines.add("error: the largest |g - n| / max(|g|, |n|). kinks: a relu changes within any h.");
        TextTable table = new TextTable(List.of("of", "parameters", "checked", "kinks", "error", "worst", "g", "n"));
        for (GradientCheck.LayerResult layer : check.layers()) {
            table.add(List.of(
                    layer.of(),
                    Format.count(layer.parameters()),
                    Format.count(layer.checked()),
                    Format.count(layer.atKinks()),
                    number(layer.largestError()),
                    layer.worst(),
                    number(layer.gradient()),
                    number(layer.difference())));
        }
        lines.addAll(table.lines(column -> column > 0 && column != 5));
        lines.add("");
        lines.add("along v, of length 1. g: v . grad C. n: (C(w + hv) - C(w - hv)) / 2h");
        TextTable directions = new TextTable(List.of("v", "g", "n", "error"));
        for (GradientCheck.DirectionResult direction : check.directions()) {
            directions.add(List.of(
                    direction.direction(),
                    number(direction.gradient()),
                    number(direction.difference()),
                    number(direction.error())));
        }
        lines.addAll(directions.lines(1));
        lines.add("");
        lines.add("result      %s: errors up to %s pass"
                .formatted(check.passed() ? "passed" : "FAILED", number(check.tolerance())));
        return String.join(System.lineSeparator(), lines);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2e", value);
    }
}
