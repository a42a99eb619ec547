package mnist.insight;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** The ticks of a chart at places of our own, since XChart has no way to say where: marks outside the plot, and labels. */
final class PlotTicks extends Annotation {
    private static final int MARK = 4;
    private static final int GAP = 8;
    private static final int LONGEST = 24;

    private final List<Tick> horizontal;
    private final List<Tick> vertical;

    /**
     * @param place on the axis
     * @param label beside it
     */
    record Tick(double place, String label) {}

    PlotTicks(List<Tick> horizontal, List<Tick> vertical) {
        super(false);
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    @Override
    public void paint(Graphics2D graphics) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.setColor(Color.DARK_GRAY);
        graphics.setStroke(new BasicStroke(1));
        paintVertical(graphics);
        paintHorizontal(graphics);
    }

    private void paintVertical(Graphics2D graphics) {
        FontMetrics metrics = graphics.getFontMetrics();
        int left = getXAxisScreenValueForMin();
        int previous = Integer.MAX_VALUE;
        for (Tick tick : vertical) {
            int y = getYAxisScreenValue(tick.place());
            graphics.drawLine(left - MARK, y, left, y);
            if (y < previous - metrics.getHeight()) {
                graphics.drawString(
                        tick.label(), left - GAP - metrics.stringWidth(tick.label()), y + metrics.getAscent() / 2);
                previous = y;
            }
        }
    }

    /** A label that has no room beside the one before it stands a row lower, or is left out. */
    private void paintHorizontal(Graphics2D graphics) {
        FontMetrics metrics = graphics.getFontMetrics();
        int bottom = Math.max(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
        int[] ends = {0, 0};
        for (Tick tick : horizontal) {
            String label = tick.label().length() <= LONGEST
                    ? tick.label()
                    : tick.label().substring(0, LONGEST - 1) + "…";
            int x = getXAxisScreenValue(tick.place());
            graphics.drawLine(x, bottom, x, bottom + MARK);
            int start = x - metrics.stringWidth(label) / 2;
            int row = start > ends[0] ? 0 : 1;
            if (start > ends[row]) {
                graphics.drawString(label, start, bottom + GAP + metrics.getAscent() + row * metrics.getHeight());
                ends[row] = start + metrics.stringWidth(label) + GAP;
            }
        }
    }
}
