package mnist.insight;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;
import mnist.space.Scale;

/**
 * A cost surface with the paths of runs on it. The darker, the higher the cost; from one shade to the next it grows by the
 * same factor.
 *
 * @param surface what to draw
 */
public record SurfacePlot(CostSurface surface) {
    private static final int SIDE = 600;
    private static final int LEFT = 70;
    private static final int TOP = 66;
    private static final int RIGHT = 110;
    private static final int LINE = 20;
    private static final int BELOW = 52;
    private static final double DOT = 5;

    /** Draws it. */
    public Picture picture() {
        CostShades shades = CostShades.of(surface.costs());
        int height = TOP + SIDE + BELOW + (surface.trails().size() + 1) * LINE;
        return new Picture(LEFT + SIDE + RIGHT, height, graphics -> {
            heading(graphics);
            graphics.drawImage(shades.image(SIDE), LEFT, TOP, null);
            axes(graphics);
            scale(graphics, shades);
            for (int i = 0; i < surface.trails().size(); i++) {
                trail(graphics, surface.trails().get(i).points(), Palette.LINES.get(i % Palette.LINES.size()));
            }
            legend(graphics);
        });
    }

    private void heading(Graphics2D graphics) {
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        graphics.drawString("The cost on a plane through the space of all parameters", 16, 26);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.drawString(
                String.format(
                        Locale.ROOT,
                        "mean of %,d examples; the plane holds %.1f %% of the variance of the points",
                        surface.examples(),
                        100 * surface.share()),
                16,
                46);
    }

    private void axes(Graphics2D graphics) {
        graphics.setColor(Color.DARK_GRAY);
        PlotAxis axis = new PlotAxis("", Scale.LINEAR, List.of());
        for (PlotTicks.Tick tick : axis.ticks(texts(surface.xs()), false)) {
            int x = (int) screenX(tick.place());
            graphics.drawLine(x, TOP + SIDE, x, TOP + SIDE + 4);
            graphics.drawString(
                    tick.label(), x - graphics.getFontMetrics().stringWidth(tick.label()) / 2, TOP + SIDE + 18);
        }
        for (PlotTicks.Tick tick : axis.ticks(texts(surface.ys()), false)) {
            int y = (int) screenY(tick.place());
            graphics.drawLine(LEFT - 4, y, LEFT, y);
            graphics.drawString(
                    tick.label(), LEFT - 8 - graphics.getFontMetrics().stringWidth(tick.label()), y + 4);
        }
        String title = "first direction (across) and second (up), in units of the parameters";
        graphics.drawString(title, LEFT, TOP + SIDE + 38);
    }

    private static List<String> texts(double[] ends) {
        return List.of(Double.toString(ends[0]), Double.toString(ends[ends.length - 1]));
    }

    private double screenX(double x) {
        double[] xs = surface.xs();
        return LEFT + (x - xs[0]) / (xs[xs.length - 1] - xs[0]) * SIDE;
    }

    private double screenY(double y) {
        double[] ys = surface.ys();
        return TOP + SIDE - (y - ys[0]) / (ys[ys.length - 1] - ys[0]) * SIDE;
    }

    private void scale(Graphics2D graphics, CostShades shades) {
        int left = LEFT + SIDE + 24;
        double height = (double) SIDE / CostShades.COUNT;
        for (int level = 0; level < CostShades.COUNT; level++) {
            graphics.setColor(CostShades.colour(level));
            graphics.fillRect(left, (int) Math.round(TOP + SIDE - (level + 1) * height), 18, (int) Math.ceil(height));
        }
        graphics.setColor(Color.BLACK);
        graphics.drawString("cost (log)", left - 6, TOP - 8);
        PlotAxis axis = new PlotAxis("", Scale.LOGARITHMIC, List.of());
        List<String> ends =
                List.of(Double.toString(Math.pow(10, shades.low())), Double.toString(Math.pow(10, shades.high())));
        for (PlotTicks.Tick tick : axis.ticks(ends, false)) {
            int y = (int) Math.round(TOP + SIDE - shades.part(tick.place()) * SIDE);
            graphics.drawLine(left + 18, y, left + 22, y);
            graphics.drawString(tick.label(), left + 26, y + 4);
        }
    }

    /** A circle is the start, a square the end; the line has a white rim, to be seen on every shade. */
    private void trail(Graphics2D graphics, double[][] points, Color colour) {
        Path2D line = new Path2D.Double();
        for (int i = 0; i < points.length; i++) {
            if (i == 0) {
                line.moveTo(screenX(points[i][0]), screenY(points[i][1]));
            } else {
                line.lineTo(screenX(points[i][0]), screenY(points[i][1]));
            }
        }
        for (boolean rim : new boolean[] {true, false}) {
            graphics.setColor(rim ? Color.WHITE : colour);
            graphics.setStroke(new BasicStroke(rim ? 4 : 2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(line);
        }
        graphics.setStroke(new BasicStroke(1));
        for (double[] point : points) {
            dot(graphics, point, DOT / 2);
        }
        dot(graphics, points[0], DOT);
        double[] end = points[points.length - 1];
        if (points.length > 1) {
            int side = (int) (2 * DOT);
            graphics.fillRect((int) (screenX(end[0]) - DOT), (int) (screenY(end[1]) - DOT), side, side);
        }
    }

    private void dot(Graphics2D graphics, double[] point, double radius) {
        double x = screenX(point[0]) - radius;
        double y = screenY(point[1]) - radius;
        graphics.fill(new Ellipse2D.Double(x, y, 2 * radius, 2 * radius));
    }

    private void legend(Graphics2D graphics) {
        for (int i = 0; i < surface.trails().size(); i++) {
            int y = TOP + SIDE + BELOW + i * LINE;
            graphics.setColor(Palette.LINES.get(i % Palette.LINES.size()));
            graphics.fillRect(LEFT, y, 24, 4);
            graphics.setColor(Color.BLACK);
            CostSurface.Trail trail = surface.trails().get(i);
            graphics.drawString("%s, %d points".formatted(trail.name(), trail.points().length), LEFT + 32, y + 7);
        }
        graphics.drawString(
                "circle: start; square: end",
                LEFT,
                TOP + SIDE + BELOW + surface.trails().size() * LINE + 7);
    }
}
