package mnist.insight;

import java.util.Locale;
import java.util.stream.LongStream;
import mnist.data.DatasetName;
import mnist.insight.ReportPage.Section;
import mnist.training.Evaluation;

/** The confusion matrix as a section of a page. */
final class ConfusionTable {
    private ConfusionTable() {}

    /** The depth of a cell's colour is its share of its row, on a scale that shows the mistakes. */
    static Section section(Evaluation evaluation, DatasetName name) {
        long[][] confusion = evaluation.confusion();
        StringBuilder table = new StringBuilder("<div class=\"wide\"><table class=\"confusion\"><tr><td></td>");
        for (int k = 0; k < confusion.length; k++) {
            table.append("<th scope=\"col\">")
                    .append(Html.text(name.className(k)))
                    .append("</th>");
        }
        for (int row = 0; row < confusion.length; row++) {
            long examples = LongStream.of(confusion[row]).sum();
            table.append("</tr>\n<tr><th scope=\"row\">")
                    .append(Html.text(name.className(row)))
                    .append("</th>");
            for (int column = 0; column < confusion.length; column++) {
                table.append(
                        row == column
                                ? "<td class=\"right\">"
                                : shaded((double) confusion[row][column] / Math.max(1, examples)));
                table.append(confusion[row][column]).append("</td>");
            }
        }
        return new Section(
                "confusion",
                "Confusion matrix",
                table + "</tr></table></div>\n<p>A row for each true class, a column for each answer.</p>\n");
    }

    /** A tenth of the row's examples is full colour; a class without examples has no shares. */
    private static String shaded(double share) {
        return String.format(Locale.ROOT, "<td style=\"--share: %.3f\">", Math.min(1, Math.sqrt(10 * share)));
    }
}
