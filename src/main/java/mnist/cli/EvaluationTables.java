package mnist.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mnist.experiment.EvaluationReport;
import mnist.training.Evaluation.ClassScore;

/** An evaluation as text: the accuracy, a table of the classes, and the confusion matrix. */
final class EvaluationTables {
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
        Notes.of(report).forEach(note -> lines.add("note        " + note));
        lines.add("");
        lines.add("class   precision      recall          F1    examples");
        for (ClassScore score : report.perClass()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%5d  %10s  %10s  %10s  %10s",
                    score.label(),
                    Format.percent(score.precision()),
                    Format.percent(score.recall()),
                    Format.percent(score.f1()),
                    Format.count(score.support())));
        }
        lines.add("");
        lines.add("confusion matrix: a row for each true class, a column for each class given");
        addConfusion(report.confusion(), lines);
        return String.join(System.lineSeparator(), lines);
    }

    private static void addConfusion(long[][] confusion, List<String> lines) {
        long largest =
                Arrays.stream(confusion).flatMapToLong(Arrays::stream).max().orElse(0);
        int width = Math.max(
                        Long.toString(largest).length(),
                        Integer.toString(confusion.length).length())
                + 2;
        StringBuilder header = new StringBuilder(" ".repeat(5));
        for (int k = 0; k < confusion.length; k++) {
            header.append(pad(Integer.toString(k), width));
        }
        lines.add(header.toString());
        for (int k = 0; k < confusion.length; k++) {
            StringBuilder row = new StringBuilder(pad(Integer.toString(k), 5));
            for (long count : confusion[k]) {
                row.append(pad(count == 0 ? "." : Long.toString(count), width));
            }
            lines.add(row.toString());
        }
    }

    private static String pad(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
