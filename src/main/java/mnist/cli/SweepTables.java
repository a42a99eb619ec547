package mnist.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import mnist.config.Monitor;
import mnist.sweep.Importance;
import mnist.sweep.Point;
import mnist.sweep.Ranking.Ranked;
import mnist.sweep.SweepResult;

/** What a sweep came to, as text: the best ten, which parameters mattered, and the winner on the test set. */
final class SweepTables {
    private static final int BEST = 10;
    /** Smaller interactions are left to {@code --json}. */
    private static final double LEAST_INTERACTION = 0.01;

    private final SweepResult result;
    private final List<String> lines = new ArrayList<>();

    private SweepTables(SweepResult result) {
        this.result = result;
    }

    static String of(SweepResult result) {
        SweepTables tables = new SweepTables(result);
        tables.addCounts();
        if (!result.ranking().isEmpty()) {
            tables.addBest();
            tables.addImportance();
        }
        tables.addWinner();
        Notes.of(result).forEach(note -> tables.lines.add("note    " + note));
        return String.join(System.lineSeparator(), tables.lines);
    }

    private void addCounts() {
        SweepResult.Counts counts = result.counts();
        lines.add("sweep   " + result.sweep());
        lines.add("trials  %s: %d completed, %d pruned, %d failed, %d pending; %s"
                .formatted(
                        Format.count(counts.trials()),
                        counts.completed(),
                        counts.pruned(),
                        counts.failed(),
                        counts.pending(),
                        Format.duration(result.seconds())));
    }

    private void addBest() {
        List<String> header = new ArrayList<>(List.of("rank"));
        result.parameters().forEach(parameter -> header.add(parameter.path()));
        header.addAll(List.of("epochs", result.objective(), "sd"));
        TextTable table = new TextTable(header);
        for (Ranked ranked :
                result.ranking().subList(0, Math.min(BEST, result.ranking().size()))) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(ranked.rank())));
            ranked.point().values().forEach(value -> row.add(Point.text(value)));
            row.add(Integer.toString(ranked.epochs()));
            row.add(value(ranked.mean()));
            row.add(deviation(ranked.deviation()));
            table.add(row);
        }
        lines.add("");
        lines.addAll(table.lines(1 + result.parameters().size()));
    }

    private void addImportance() {
        Importance importance = result.importance();
        lines.add("");
        lines.add("importance: shares of the variance of %s, by functional ANOVA".formatted(result.objective()));
        lines.add("  from %s trials, each %s; a model of them predicts %s of the variance"
                .formatted(
                        Format.count(importance.trials()),
                        importance.epochs().isPresent()
                                ? "after epoch " + importance.epochs().getAsInt()
                                : "trained to its end",
                        Format.percent(importance.explained())));
        lines.add("  among trials that it has not seen; the rest is noise, or needs more trials");
        lines.addAll(shares(importance).lines(1));
        for (Importance.Effect effect : importance.parameters()) {
            lines.add("");
            TextTable table = new TextTable(List.of(effect.parameter(), "trials", "mean", "best"));
            for (Importance.Group group : effect.groups()) {
                table.add(List.of(
                        "  " + group.values(),
                        Integer.toString(group.trials()),
                        value(group.mean()),
                        value(group.best())));
            }
            lines.addAll(table.lines(1));
        }
    }

    private static TextTable shares(Importance importance) {
        TextTable table = new TextTable(List.of("parameter", "share", "sd over trees"));
        importance
                .parameters()
                .forEach(effect -> table.add(
                        List.of(effect.parameter(), Format.percent(effect.share()), Format.percent(effect.spread()))));
        importance.interactions().stream()
                .filter(both -> both.share() >= LEAST_INTERACTION)
                .forEach(both -> table.add(List.of(
                        String.join(" with ", both.parameters()),
                        Format.percent(both.share()),
                        Format.percent(both.spread()))));
        return table;
    }

    private void addWinner() {
        if (result.winner() != null) {
            SweepResult.Winner winner = result.winner();
            String deviation = winner.testDeviation().isPresent() ? ", sd " + deviation(winner.testDeviation()) : "";
            lines.add("");
            lines.add("winner  test accuracy %s%s, on %s examples"
                    .formatted(Format.percent(winner.testAccuracy()), deviation, Format.count(winner.testExamples())));
            lines.add("        ./mnist train --config " + ShellWord.of(winner.config()));
        }
    }

    private String value(double objective) {
        return result.objective().equals(Monitor.VALIDATION_ACCURACY.label())
                ? Format.percent(objective)
                : Format.cost(objective);
    }

    private String deviation(OptionalDouble deviation) {
        return deviation.isPresent() ? value(deviation.getAsDouble()) : "";
    }
}
