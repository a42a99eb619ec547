package mnist.insight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.config.ConfigWriter;
import mnist.data.DatasetName;
import mnist.experiment.EvaluationReport;
import mnist.experiment.Subject;
import mnist.insight.ReportPage.Section;
import mnist.json.Json;
import mnist.nn.Activation;
import mnist.nn.Architecture;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.training.Answers;
import mnist.training.Evaluation;

/** What a page tells of one run: its figures on the test set, the network at work, curves, mistakes, weights, and where all of it is from. */
public final class RunReport {
    private static final int CHART_WIDTH = 520;
    private static final int CHART_HEIGHT = 330;
    private static final int MISTAKES = 36;

    private final Path run;
    private final Subject subject;
    private final Answers answers;
    private final Consumer<String> warnings;

    private RunReport(Path run, Subject subject, Consumer<String> warnings) {
        this.run = run;
        this.subject = subject;
        this.answers = subject.answers();
        this.warnings = warnings;
    }

    /**
     * Makes the page of a run from its best checkpoint.
     *
     * @param run a run directory
     * @param data the folder of the data set, or nothing for that of the training
     * @param warnings told, in one line, what makes the numbers mean something else than they seem to
     * @throws mnist.storage.StorageException if a file of the run is missing or damaged
     * @throws mnist.data.DataException if the data is missing, damaged, or does not fit the network
     */
    public static ReportPage page(Path run, Optional<Path> data, Consumer<String> warnings) {
        RunReport report = of(run, data, warnings);
        Architecture architecture = report.subject.checkpoint().network().architecture();
        String subtitle = String.format(
                Locale.ROOT,
                "%s, %s: %,d parameters, %.2f %% of the test examples right",
                architecture.sizes().stream().map(String::valueOf).collect(Collectors.joining("-")),
                architecture.activations().stream().map(Activation::label).collect(Collectors.joining(", ")),
                architecture.parameterCount(),
                100 * report.answers.evaluation().accuracy());
        return new ReportPage("Run " + run.toAbsolutePath().normalize().getFileName(), subtitle, report.sections());
    }

    static RunReport of(Path run, Optional<Path> data, Consumer<String> warnings) {
        Subject.Source source = Subject.Source.read(run, Optional.empty());
        return new RunReport(run, Subject.load(source, data, EvaluationReport.Part.TEST, warnings), warnings);
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(figures());
        if (NetworkData.canShow(subject.checkpoint().network().architecture())) {
            sections.add(network());
        }
        if (Files.exists(new RunFiles(run).metrics())) {
            sections.add(curves(List.of(run), warnings));
        }
        sections.add(ConfusionTable.section(
                answers.evaluation(), DatasetName.of(subject.examples().digests())));
        sections.add(mistakes());
        sections.add(weights());
        sections.add(config());
        if (Files.exists(new RunFiles(run).run())) {
            sections.add(provenance(RunJson.read(new RunFiles(run).run())));
        }
        return sections;
    }

    private Section figures() {
        Evaluation evaluation = answers.evaluation();
        EvaluationReport report = EvaluationReport.of(subject, answers, null);
        List<List<String>> pairs = new ArrayList<>(List.of(
                List.of("accuracy", percent(evaluation.accuracy())),
                List.of(
                        "95 % interval",
                        percent(evaluation.accuracyInterval().low()) + " to "
                                + percent(evaluation.accuracyInterval().high())),
                List.of("right", "%,d of %,d".formatted(evaluation.correct(), evaluation.examples())),
                List.of("cost", String.format(Locale.ROOT, "%.4f", evaluation.cost())),
                List.of("epoch", Integer.toString(subject.checkpoint().state().epoch()))));
        if (!Double.isNaN(report.calibrationError())) {
            pairs.add(List.of("ECE", String.format(Locale.ROOT, "%.4f", report.calibrationError())));
        }
        String note = "<p>Of the best checkpoint, on the test set. ECE: the expected calibration error.</p>\n";
        return new Section("figures", "Figures", "<div class=\"figures\">" + Html.pairs(pairs) + "</div>" + note);
    }

    private Section network() {
        return new Section(
                "try",
                "The network at work",
                ReportPage.resource("network.html")
                        .formatted(
                                subject.examples().columns(),
                                subject.examples().rows(),
                                NetworkData.of(subject.checkpoint(), answers).json()));
    }

    static Section curves(List<Path> runs, Consumer<String> warnings) {
        CurvesPlot plot = new CurvesPlot(Curves.read(runs, warnings));
        List<Picture> pictures = plot.pictures(CHART_WIDTH, CHART_HEIGHT);
        List<String> names = plot.names();
        String legend = IntStream.range(0, names.size())
                .mapToObj(i -> "<li><span class=\"line\" style=\"background: #%06x\"></span>%s</li>"
                        .formatted(CurvesPlot.colour(i).getRGB() & 0xFFFFFF, Html.text(names.get(i))))
                .collect(Collectors.joining("\n", "<ul class=\"legend\">", "</ul>\n"));
        return new Section(
                "curves",
                "Curves",
                "<div class=\"charts\">" + Html.picture(pictures.get(0), "the cost of each epoch")
                        + Html.picture(pictures.get(1), "the accuracy of each epoch") + "</div>" + legend
                        + "<p>" + Html.text(plot.meaning()) + "</p>\n");
    }

    private Section mistakes() {
        List<Tiles.Tile> tiles = new WrongPicture(answers, MISTAKES).tiles();
        String text = "<p>The worst %,d of %,d: number of the example, true class → answer, output of the answer.</p>\n"
                .formatted(tiles.size(), answers.wrong().size());
        return new Section("mistakes", "Worst mistakes", text + Html.tiles(tiles));
    }

    private Section weights() {
        WeightImages images = WeightImages.of(
                subject.checkpoint(), OptionalInt.of(subject.examples().rows()));
        return new Section(
                "weights", "Weights", "<p>" + Html.text(images.caption()) + "</p>\n" + Html.tiles(images.tiles()));
    }

    private Section config() {
        return new Section(
                "config",
                "Config",
                "<pre tabindex=\"0\">"
                        + Html.text(ConfigWriter.toJson(subject.checkpoint().config())) + "</pre>\n");
    }

    private Section provenance(RunRecord record) {
        List<List<String>> pairs = new ArrayList<>();
        pairs.add(List.of("status", record.status().label()));
        pairs.add(List.of("checkpoint", subject.file().getFileName().toString()));
        for (RunRecord.Part part : record.parts()) {
            pairs.add(List.of("command", "mnist " + String.join(" ", part.commandLine())));
            pairs.add(List.of(
                    "program",
                    part.provenance().program().version() + ", commit "
                            + part.provenance().program().commit()));
            pairs.add(List.of(
                    "Java",
                    part.provenance().jvm().version() + ", "
                            + part.provenance().jvm().name()));
            pairs.add(List.of("processor", part.provenance().cpu().model()));
            if (part.blas() != null) {
                pairs.add(List.of(
                        "kernels",
                        part.blas().kernels().label() + ", " + part.blas().vendor()));
            }
            pairs.add(List.of("started", String.valueOf(part.start())));
        }
        String all = "<details><summary>run.json: all of it</summary><pre tabindex=\"0\">"
                + Html.text(Json.pretty(record)) + "</pre></details>\n";
        return new Section("provenance", "Provenance", Html.pairs(pairs) + all);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }
}
