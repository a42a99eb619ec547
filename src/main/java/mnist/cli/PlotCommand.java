package mnist.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import mnist.data.SearchPath;
import mnist.experiment.EvaluationReport;
import mnist.experiment.Subject;
import mnist.insight.CalibrationPlot;
import mnist.insight.ConfusionPlot;
import mnist.insight.CostSurface;
import mnist.insight.Curves;
import mnist.insight.CurvesPlot;
import mnist.insight.CurvesText;
import mnist.insight.Histograms;
import mnist.insight.Picture;
import mnist.insight.SurfacePlot;
import mnist.insight.WeightImages;
import mnist.insight.WrongPicture;
import mnist.nn.Activation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist plot}: runs in, a picture of them out. */
@Command(
        name = "plot",
        header = "Draw runs: curves, weights, mistakes, the cost surface and more.",
        customSynopsis = {
            "mnist plot curves RUN-or-SWEEP... (--out FILE.png|.svg | --terminal)",
            "       mnist plot weights RUN (--out FILE.png|.svg | --terminal) [--rows N]",
            "       mnist plot confusion RUN --out FILE.png|.svg [--data DIR]",
            "            [--split SPLIT]",
            "       mnist plot wrong RUN --out FILE.png|.svg [--most N] [--split SPLIT]",
            "       mnist plot histograms RUN --out FILE.png|.svg [--data DIR]",
            "            [--split SPLIT]",
            "       mnist plot calibration RUN --out FILE.png|.svg [--data DIR]",
            "            [--split SPLIT]",
            "       mnist plot surface RUN-or-FILE... --out FILE.png|.svg [--split SPLIT]",
        },
        description = {
            "%nExamples:",
            "  ./mnist plot weights runs/first --out weights.png",
            "  ./mnist plot curves runs/first runs/second --terminal%n",
        },
        sortOptions = false)
final class PlotCommand implements Callable<Integer> {
    private final Console console;

    /** What to draw. */
    enum Kind {
        CURVES,
        WEIGHTS,
        CONFUSION,
        WRONG,
        SURFACE,
        HISTOGRAMS,
        CALIBRATION
    }

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "curves, weights, confusion, wrong, histograms, calibration or surface.")
    private Kind kind;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "RUN",
            description =
                    "A run directory; for curves, any number of them or of folders with runs, such as a sweep's; for"
                            + " surface, runs that were trained with --keep, or three checkpoint files (by default on the"
                            + " training examples); for the"
                            + " others, one, or a checkpoint file.")
    private List<Path> runs;

    @Option(names = "--out", paramLabel = "FILE", description = "The picture, a .png or .svg file.")
    private Path out;

    @Option(names = "--terminal", description = "Draw curves or weights here, as text.")
    private boolean terminal;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description =
                    "Of weights: the height of the images; by default that of the data set, or else that of a square.")
    private Integer rows;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "36",
            description = "Of wrong: how many mistakes, at most; by default ${DEFAULT-VALUE}.")
    private Integer most;

    @Mixin
    private ExamplesOptions examples;

    @Mixin
    private CommonOptions common;

    PlotCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        check();
        if (terminal) {
            console.out().print(text());
            console.out().flush();
        } else {
            picture().write(out);
            console.out().println("picture  " + out);
        }
        return ExitCode.DONE;
    }

    private void check() {
        if (terminal == (out != null)) {
            throw new UsageException(
                    "plot: no place for the picture, found %s, expected one of --out and --terminal. Give one."
                            .formatted(terminal ? "both" : "none"));
        }
        if (terminal && kind != Kind.CURVES && kind != Kind.WEIGHTS) {
            throw new UsageException("--terminal: cannot draw %s, expected curves or weights. Use --out."
                    .formatted(EnumConverter.name(kind)));
        }
        if (out != null && !Picture.canWrite(out)) {
            throw new UsageException(
                    "--out: no format that can be written, found %s, expected a name that ends in .png or .svg. Rename it."
                            .formatted(out));
        }
        if (kind != Kind.CURVES && kind != Kind.SURFACE && runs.size() > 1) {
            throw new UsageException("plot: too many runs, found %d, expected 1. Only curves and surface draw several."
                    .formatted(runs.size()));
        }
        UsageException.requirePositive("--rows", rows);
        UsageException.requirePositive("--most", most);
    }

    private String text() {
        int width = console.columns().getAsInt();
        return kind == Kind.CURVES
                ? new CurvesText(curves(), width).text()
                : weights().text(console.colours(), width);
    }

    private Picture picture() {
        return switch (kind) {
            case CURVES -> new CurvesPlot(curves()).picture();
            case WEIGHTS -> weights().picture();
            case CONFUSION -> confusion();
            case WRONG -> new WrongPicture(subject(EvaluationReport.Part.TEST).answers(), most).picture();
            case SURFACE ->
                new SurfacePlot(CostSurface.of(
                                found(), subject(EvaluationReport.Part.TRAIN).examples()))
                        .picture();
            case HISTOGRAMS ->
                Histograms.of(subject(EvaluationReport.Part.TEST)).picture();
            case CALIBRATION -> calibration();
        };
    }

    private Curves curves() {
        return Curves.read(found(), console::warn);
    }

    private WeightImages weights() {
        return WeightImages.of(source().checkpoint(), rows == null ? OptionalInt.empty() : OptionalInt.of(rows));
    }

    private Picture confusion() {
        Subject subject = subject(EvaluationReport.Part.TEST);
        EvaluationReport report = EvaluationReport.of(subject, subject.answers(), null);
        String title = "%s of %s %s examples right"
                .formatted(Format.percent(report.accuracy()), Format.count(report.examples()), report.split());
        return new ConfusionPlot(report.confusion(), report.classNames(), title).picture();
    }

    private Picture calibration() {
        Subject subject = subject(EvaluationReport.Part.TEST);
        Activation output = subject.checkpoint().config().network().output();
        return CalibrationPlot.of(subject.answers(), output).picture();
    }

    /** Asks for the test examples, or for the training ones, whose cost training lowers, unless the user names others. */
    private Subject subject(EvaluationReport.Part standard) {
        return examples.load(source(), standard, console);
    }

    private Subject.Source source() {
        return Subject.Source.read(found().get(0), Optional.empty());
    }

    private List<Path> found() {
        return runs.stream().map(SearchPath::find).toList();
    }
}
