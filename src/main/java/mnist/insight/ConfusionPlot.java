package mnist.insight;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A confusion matrix as a picture. The depth of a colour is a cell's share of its row, on a scale that shows the mistakes: the
 * diagonal, which has nearly all, stands in grey.
 *
 * @param confusion how many examples of each true class (row) were given each class (column)
 * @param classNames of the classes, or none where a class has only its number
 * @param title over it
 */
public record ConfusionPlot(long[][] confusion, List<String> classNames, String title) {
    private static final int CELL = 52;
    private static final int TOP = 96;
    private static final int MARGIN = 24;

    /** Draws it. */
    public Picture picture() {
        int classes = confusion.length;
        List<String> names = IntStream.range(0, classes)
                .mapToObj(k -> k < classNames.size() ? classNames.get(k) : Integer.toString(k))
                .toList();
        int longest = names.stream().mapToInt(String::length).max().orElse(1);
        int left = MARGIN * 2 + longest * 8;
        int width = Math.max(left + classes * CELL + MARGIN, 560);
        int height = TOP + classes * CELL + MARGIN;
        return new Picture(width, height, graphics -> {
            graphics.setColor(Color.BLACK);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
            graphics.drawString(title, MARGIN, 28);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            graphics.drawString("a row for each true class, a column for each answer", MARGIN, 48);
            for (int k = 0; k < classes; k++) {
                graphics.setColor(Color.BLACK);
                right(graphics, names.get(k), left - 8, TOP + k * CELL + CELL / 2 + 5);
                centre(graphics, cut(graphics, names.get(k)), left + k * CELL + CELL / 2, TOP - 8);
            }
            double worst = worst();
            for (int row = 0; row < classes; row++) {
                for (int column = 0; column < classes; column++) {
                    cell(graphics, row, column, left, worst);
                }
            }
        });
    }

    private void cell(Graphics2D graphics, int row, int column, int left, double worst) {
        long count = confusion[row][column];
        int x = left + column * CELL;
        int y = TOP + row * CELL;
        double depth = row == column ? 0 : share(row, column) / worst;
        graphics.setColor(row == column ? Palette.GREY : Palette.diverging(-0.85 * Math.sqrt(depth)));
        graphics.fillRect(x, y, CELL - 2, CELL - 2);
        if (count > 0) {
            graphics.setColor(depth > 0.4 ? Color.WHITE : Color.BLACK);
            centre(graphics, Long.toString(count), x + CELL / 2 - 1, y + CELL / 2 + 4);
        }
    }

    private double share(int row, int column) {
        long examples = Arrays.stream(confusion[row]).sum();
        return examples == 0 ? 0 : (double) confusion[row][column] / examples;
    }

    private double worst() {
        double worst = IntStream.range(0, confusion.length * confusion.length)
                .filter(i -> i / confusion.length != i % confusion.length)
                .mapToDouble(i -> share(i / confusion.length, i % confusion.length))
                .max()
                .orElse(0);
        return worst == 0 ? 1 : worst;
    }

    private static String cut(Graphics2D graphics, String text) {
        String cut = text;
        while (graphics.getFontMetrics().stringWidth(cut) > CELL - 4) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut;
    }

    private static void right(Graphics2D graphics, String text, int x, int y) {
        graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text), y);
    }

    private static void centre(Graphics2D graphics, String text, int x, int y) {
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.drawString(text, x - metrics.stringWidth(text) / 2, y);
    }
}
