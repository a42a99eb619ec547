package mnist.insight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mnist.insight.ReportPage.Section;
import mnist.space.Importance;
import mnist.space.Point;
import mnist.sweep.SweepFiles;
import mnist.sweep.SweepResult;
import mnist.sweep.SweepResult.Ranked;

/** What a page tells of a sweep: its ranking, which parameters mattered, a plot of each, and the curves. */
public final class SweepReport {
    private static final int MOST_ROWS = 100;

    private SweepReport() {}

    /**
     * Makes the page.
     *
     * @param result of the sweep
     * @param warnings told, in one line, of each trial that cannot be read
     */
    public static ReportPage page(SweepResult result, Consumer<String> warnings) {
        Path directory = Path.of(result.sweep());
        SweepResult.Counts counts = result.counts();
        String subtitle = "%,d trials: %,d completed, %,d pruned, %,d failed, %,d pending"
                .formatted(counts.trials(), counts.completed(), counts.pruned(), counts.failed(), counts.pending());
        List<Section> sections = new ArrayList<>();
        sections.add(ranking(result));
        if (!result.ranking().isEmpty()) {
            sections.add(importance(result));
            sections.add(plots(result));
            sections.add(RunReport.curves(List.of(new SweepFiles(directory).trials()), warnings));
        }
        return new ReportPage("Sweep " + directory.toAbsolutePath().normalize().getFileName(), subtitle, sections);
    }

    private static Section ranking(SweepResult result) {
        List<String> header = new ArrayList<>(List.of("rank"));
        result.parameters().forEach(parameter -> header.add(parameter.path()));
        header.addAll(List.of("epochs", result.objective(), "sd"));
        List<List<String>> rows = new ArrayList<>();
        for (Ranked ranked : result.ranking().stream().limit(MOST_ROWS).toList()) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(ranked.rank())));
            result.parameters()
                    .forEach(parameter -> row.add(Point.text(ranked.point().get(parameter.path()))));
            row.add(Integer.toString(ranked.epochs()));
            row.add(number(ranked.mean()));
            row.add(number(ranked.deviation()));
            rows.add(row);
        }
        String caption = "the best %,d of %,d points"
                .formatted(rows.size(), result.ranking().size());
        String winner = Optional.ofNullable(result.winner())
                .map(best -> String.format(
                        Locale.ROOT,
                        "<p>The best point has a test accuracy of %.2f %% on %,d examples.%s</p>\n",
                        100 * best.testAccuracy(),
                        best.testExamples(),
                        config(best)))
                .orElse("");
        return new Section("ranking", "Ranking", winner + Html.table(caption, header, rows));
    }

    /** Shares that nobody has collected have not left one yet. */
    private static String config(SweepResult.Winner best) {
        return Files.exists(Path.of(best.config())) ? " Its config: <code>" + Html.text(best.config()) + "</code>" : "";
    }

    private static Section importance(SweepResult result) {
        Importance importance = result.importance();
        List<List<String>> rows = new ArrayList<>();
        importance
                .parameters()
                .forEach(effect ->
                        rows.add(List.of(effect.parameter(), percent(effect.share()), percent(effect.spread()))));
        importance
                .interactions()
                .forEach(both -> rows.add(List.of(
                        String.join(" with ", both.parameters()), percent(both.share()), percent(both.spread()))));
        String explained = String.format(
                Locale.ROOT,
                "<p>Shares of the variance of %s, by functional ANOVA of %,d trials. A model of them predicts %s of the variance"
                        + " among trials that it has not seen; the rest is noise, or needs more trials.</p>\n",
                Html.text(result.objective()),
                importance.trials(),
                percent(importance.explained()));
        return new Section(
                "importance",
                "Importance",
                explained + Html.table("importance", List.of("parameter", "share", "sd over trees"), rows));
    }

    private static Section plots(SweepResult result) {
        String pictures = result.parameters().stream()
                .map(parameter -> ObjectivePlot.of(result, parameter)
                        .map(plot -> Html.picture(
                                plot.picture(), result.objective() + " of the trials against " + parameter.path()))
                        .orElse(""))
                .collect(Collectors.joining());
        return new Section("plots", "Plots", "<div class=\"charts\">" + pictures + "</div>\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String percent(double fraction) {
        return Double.isNaN(fraction) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }
}
