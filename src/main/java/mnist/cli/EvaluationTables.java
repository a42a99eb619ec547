package mnist.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mnist.experiment.EvaluationReport;
import mnist.training.Evaluation.ClassScore;

/** An evaluation as text: the accuracy, a table of the classes, and the confusion matrix. */
final class EvaluationTables {
    private static final int WIDTH = 80;
    private static final int MISTAKES = 10;

    private EvaluationTables() {}

    static String of(EvaluationReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("checkpoint  " + report.checkpoint());
        lines.add("data        " + report.data() + ", " + report.split() + ", "
                + Format.count(report.examples(), "example"));
        lines.add("accuracy    %s (%s right; 95 %% interval %s to %s)"
                .formatted(
                        Format.percent(report.accuracy()),
                        Format.count(report.correct()),
                        Format.percent(report.accuracyInterval().low()),
                        Format.percent(report.accuracyInterval().high())));
        lines.add("cost        " + Format.cost(report.cost()));
        if (!report.topAccuracy().isEmpty()) {
            lines.add("top k       "
                    + report.topAccuracy().entrySet().stream()
                            .map(top -> "%s (k = %d)".formatted(Format.percent(top.getValue()), top.getKey()))
                            .collect(Collectors.joining(", ")));
        }
        if (!Double.isNaN(report.calibrationError())) {
            lines.add("ECE         " + Format.percent(report.calibrationError()) + " (expected calibration error)");
        }
        Notes.of(report).forEach(note -> lines.add("note        " + note));
        lines.add("");
        TextTable scores = new TextTable(List.of("class", "precision", "recall", "F1", "examples"));
        for (ClassScore score : report.perClass()) {
            scores.add(List.of(
                    name(report, score.label()),
                    Format.percent(score.precision()),
                    Format.percent(score.recall()),
                    Format.percent(score.f1()),
                    Format.count(score.support())));
        }
        lines.addAll(scores.lines(1));
        lines.add("");
        List<String> matrix = confusion(report);
        if (matrix.stream().allMatch(line -> line.length() <= WIDTH)) {
            lines.add("confusion matrix: a row for each true class, a column for each class given");
            lines.addAll(matrix);
        } else {
            lines.add("most frequent mistakes (--json has the whole confusion matrix)");
            lines.addAll(mistakes(report));
        }
        if (report.wrong() != null) {
            lines.add("");
            lines.add("%s of %s mistakes, the widest gap first"
                    .formatted(
                            Format.count(report.wrong().size()), Format.count(report.examples() - report.correct())));
            lines.addAll(wrong(report));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> wrong(EvaluationReport report) {
        TextTable table = new TextTable(List.of("index", "truth", "answer", "its output", "output of the truth"));
        for (EvaluationReport.Mistake mistake : report.wrong()) {
            table.add(List.of(
                    Integer.toString(mistake.index()),
                    name(report, mistake.label()),
                    name(report, mistake.answer()),
                    String.format(Locale.ROOT, "%.4f", mistake.probability()),
                    String.format(Locale.ROOT, "%.4f", mistake.labelProbability())));
        }
        return table.lines(column -> column == 0 || column > 2);
    }

    /** Returns the number of a class, and its name where it has another. */
    private static String name(EvaluationReport report, int label) {
        String number = Integer.toString(label);
        boolean named = label < report.classNames().size()
                && !report.classNames().get(label).equals(number);
        return named ? number + " " + report.classNames().get(label) : number;
    }

    private static List<String> confusion(EvaluationReport report) {
        List<String> header = new ArrayList<>(List.of(""));
        for (int k = 0; k < report.confusion().length; k++) {
            header.add(Integer.toString(k));
        }
        TextTable table = new TextTable(header);
        for (int k = 0; k < report.confusion().length; k++) {
            List<String> row = new ArrayList<>(List.of(name(report, k)));
            for (long count : report.confusion()[k]) {
                row.add(count == 0 ? "." : Long.toString(count));
            }
            table.add(row);
        }
        return table.lines(1);
    }

    /** A mistake: examples of one class that were given another. */
    private record Mistake(int label, int given, long examples) {}

    private static List<String> mistakes(EvaluationReport report) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int label = 0; label < report.confusion().length; label++) {
            for (int given = 0; given < report.confusion().length; given++) {
                if (label != given && report.confusion()[label][given] > 0) {
                    mistakes.add(new Mistake(label, given, report.confusion()[label][given]));
                }
            }
        }
        TextTable table = new TextTable(List.of("true class", "class given", "examples"));
        mistakes.stream()
                .sorted(Comparator.comparingLong(Mistake::examples).reversed())
                .limit(MISTAKES)
                .forEach(mistake -> table.add(List.of(
                        name(report, mistake.label()),
                        name(report, mistake.given()),
                        Format.count(mistake.examples()))));
        return table.lines(2);
    }
}
