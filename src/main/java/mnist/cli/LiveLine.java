package mnist.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The one line at the bottom of a terminal that is drawn over while something is under way, below the lines that stay. It is
 * never wider than the terminal. Without a terminal only the lines that stay are printed, whole.
 *
 * <p>Any thread may use it.
 */
final class LiveLine {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int LONGEST_BAR = 20;
    private static final int SHORTEST_BAR = 5;
    private static final String ERASE_TO_END = "\r\u001b[J";

    private final Console console;
    private long drawnNanos = System.nanoTime() - REDRAW_NANOS;
    private IntFunction<String> live;
    private int drawn;

    LiveLine(Console console) {
        this.console = console;
    }

    /** Returns whether there is a terminal, and the line on it is old enough to be drawn again. */
    boolean isDue() {
        return console.redraws() && System.nanoTime() - drawnNanos >= REDRAW_NANOS;
    }

    /** Draws the line over, whether it is due or not. */
    synchronized void draw(IntFunction<String> textOfWidth) {
        if (console.redraws()) {
            live = textOfWidth;
            drawnNanos = System.nanoTime();
            show("");
        }
    }

    /** Prints a line that stays, above the live one; on a terminal it is cut to fit. */
    synchronized void print(String line) {
        show(cut(line, width()) + System.lineSeparator());
    }

    /** Erases the line for good, so that what follows begins on a line of its own. */
    synchronized void erase() {
        live = null;
        show("");
    }

    /** Writes all in one piece, so that the terminal never shows a half. */
    private void show(String above) {
        int width = width();
        String text = live == null ? "" : cut(live.apply(width), width);
        console.err().print(erasure() + above + text);
        console.err().flush();
        drawn = text.length();
    }

    /**
     * Puts a bar and figures beside each other: as many figures as fit, those that matter most first.
     *
     * @param fraction that is done, from 0 to 1
     */
    static String compose(int width, String head, double fraction, List<String> figures) {
        List<String> fitting = new ArrayList<>(figures);
        while (!fitting.isEmpty() && room(width, head, fitting) < SHORTEST_BAR) {
            fitting.remove(fitting.size() - 1);
        }
        int bar = Math.min(LONGEST_BAR, room(width, head, fitting));
        int filled = (int) (fraction * bar);
        String drawnBar = bar < SHORTEST_BAR ? "" : " [" + "#".repeat(filled) + "-".repeat(bar - filled) + "]";
        return head + drawnBar + joined(fitting);
    }

    private static int room(int width, String head, List<String> figures) {
        return width - head.length() - " []".length() - joined(figures).length();
    }

    private static String joined(List<String> figures) {
        return figures.isEmpty() ? "" : "  " + String.join("  ", figures);
    }

    /** The last column stays free: some terminals go to the next line as soon as it is filled. */
    private int width() {
        return console.redraws() ? Math.max(1, console.columns().getAsInt() - 1) : Integer.MAX_VALUE;
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    /** A terminal that was made narrower has broken the line: the erasing begins in the first of its rows. */
    private String erasure() {
        int rowsAbove = drawn == 0 ? 0 : (drawn - 1) / (width() + 1);
        return drawn == 0 ? "" : (rowsAbove > 0 ? "\u001b[" + rowsAbove + "A" : "") + ERASE_TO_END;
    }
}
