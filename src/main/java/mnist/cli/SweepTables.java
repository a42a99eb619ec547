package mnist.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.config.Monitor;
import mnist.space.Importance;
import mnist.space.Point;
import mnist.sweep.SweepResult;
import mnist.sweep.SweepResult.Ranked;

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
        lines.add("trials  %s: %d completed, %d pruned, %d failed, %d pending%s"
                .formatted(
                        Format.count(counts.trials()),
                        counts.completed(),
                        counts.pruned(),
                        counts.failed(),
                        counts.pending(),
                        result.seconds().isPresent()
                                ? "; " + Format.duration(result.seconds().getAsDouble())
                                : ""));
    }

    private void addBest() {
        List<Ranked> best =
                result.ranking().subList(0, Math.min(BEST, result.ranking().size()));
        List<String> paths =
                result.parameters().stream().map(parameter -> parameter.path()).toList();
        int[] varying = IntStream.range(0, paths.size())
                .filter(parameter -> texts(paths.get(parameter)).size() > 1)
                .toArray();
        List<String> header = new ArrayList<>(List.of("rank"));
        for (int parameter : varying) {
            header.add(shortName(paths.get(parameter), paths));
        }
        header.addAll(List.of("epochs", result.objective(), "sd"));
        TextTable table = new TextTable(header);
        for (Ranked ranked : best) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(ranked.rank())));
            for (int parameter : varying) {
                row.add(Point.text(ranked.point().get(paths.get(parameter))));
            }
            row.add(Integer.toString(ranked.epochs()));
            row.add(value(ranked.mean()));
            row.add(deviation(ranked.deviation()));
            table.add(row);
        }
        lines.add("");
        lines.addAll(table.lines(1 + varying.length));
        for (String path : paths) {
            if (texts(path).size() == 1) {
                lines.add("all with " + path + " = " + texts(path).iterator().next());
            }
        }
    }

    /** Returns the different values of a parameter in the ranking, as texts. */
    private Set<String> texts(String path) {
        return result.ranking().stream()
                .map(ranked -> Point.text(ranked.point().get(path)))
                .collect(Collectors.toSet());
    }

    /** Returns the last part of a path where no other ends alike: full paths take more than a line. */
    private static String shortName(String path, List<String> paths) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        long alike = paths.stream()
                .filter(other -> other.substring(other.lastIndexOf('.') + 1).equals(last))
                .count();
        return alike == 1 ? last : path;
    }

    private void addImportance() {
        Importance importance = result.importance();
        lines.add("");
        lines.add("importance: shares of the variance of %s, by functional ANOVA".formatted(result.objective()));
        lines.add("  from %s trials, each %s; a model of them predicts"
                .formatted(
                        Format.count(importance.trials()),
                        importance.epochs().isPresent()
                                ? "after epoch " + importance.epochs().getAsInt()
                                : "trained to its end"));
        lines.add("  %s of the variance among trials that it has not seen;"
                .formatted(Format.percent(importance.explained())));
        lines.add("  the rest is noise, or needs more trials;");
        lines.add("  a share of less than twice its sd may be chance");
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
        TextTable table = new TextTable(List.of("parameter", "share", "sd", "sure"));
        importance
                .parameters()
                .forEach(effect -> table.add(row(effect.parameter(), effect.share(), effect.spread(), effect.sure())));
        importance.interactions().stream()
                .filter(both -> both.share() >= LEAST_INTERACTION)
                .forEach(both -> table.add(
                        row(String.join(" with ", both.parameters()), both.share(), both.spread(), both.sure())));
        return table;
    }

    private static List<String> row(String what, double share, double spread, boolean sure) {
        return List.of(what, Format.percent(share), Format.percent(spread), sure ? "yes" : "no");
    }

    private void addWinner() {
        if (result.winner() != null) {
            SweepResult.Winner winner = result.winner();
            String deviation = winner.testDeviation().isPresent() ? ", sd " + deviation(winner.testDeviation()) : "";
            lines.add("");
            lines.add("winner  test accuracy %s%s, on %s examples"
                    .formatted(Format.percent(winner.testAccuracy()), deviation, Format.count(winner.testExamples())));
            lines.add("        " + ShellWord.program() + " train --config " + ShellWord.of(winner.config()));
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
