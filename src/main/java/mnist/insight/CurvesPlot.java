package mnist.insight;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import mnist.runs.Sample;
import mnist.space.Scale;
import mnist.training.EpochMetrics;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Cost and accuracy against the epoch: two charts and a legend. Solid lines are of the validation set and dashed ones of
 * training; a band is the standard deviation over runs.
 *
 * @param curves what to draw
 */
public record CurvesPlot(Curves curves) {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 350;
    private static final int LINE = 20;
    private static final int LEFT = 60;
    private static final int BAND = 48;

    private static final float[] DASHES = {6, 4};
    private static final BasicStroke SOLID = new BasicStroke(2);
    private static final BasicStroke DASHED =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0);

    /** A figure of an epoch. */
    private record Figure(Function<EpochMetrics, OptionalDouble> value, BasicStroke stroke, boolean band) {}

    /** Draws both, with a legend. */
    public Picture picture() {
        List<XYChart> charts = charts();
        List<String> names = names();
        int height = 2 * HEIGHT + (names.size() + 2) * LINE;
        return new Picture(WIDTH, height, graphics -> {
            for (XYChart chart : charts) {
                chart.paint(graphics, WIDTH, HEIGHT);
                graphics.translate(0, HEIGHT);
            }
            legend(graphics, names);
        });
    }

    /** Returns a picture of the cost and one of the accuracy, for a page that has the legend as text. */
    List<Picture> pictures(int width, int height) {
        return charts().stream()
                .map(chart -> new Picture(width, height, graphics -> chart.paint(graphics, width, height)))
                .toList();
    }

    private List<XYChart> charts() {
        boolean band = !validated();
        return List.of(
                chart(
                        "cost",
                        List.of(
                                new Figure(row -> OptionalDouble.of(row.trainCost()), DASHED, band),
                                new Figure(EpochMetrics::validationCost, SOLID, true))),
                chart(
                        "accuracy",
                        List.of(
                                new Figure(row -> OptionalDouble.of(row.trainAccuracy()), DASHED, band),
                                new Figure(EpochMetrics::validationAccuracy, SOLID, true))));
    }

    private boolean validated() {
        return curves.groups().stream()
                .flatMap(group -> group.runs().stream().flatMap(List::stream))
                .anyMatch(row -> row.validationCost().isPresent());
    }

    /** Returns the names of the curves, in the order of their colours; the last may stand for all that are grey. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        int groups = curves.groups().size();
        int named = Math.min(groups, Palette.LINES.size());
        curves.groups().subList(0, named).forEach(group -> names.add(group.name()));
        if (groups > named) {
            names.add("%d more, less accurate at the end".formatted(groups - named));
        }
        return names;
    }

    /** Returns the colour of a curve. */
    static Color colour(int group) {
        return group < Palette.LINES.size() ? Palette.LINES.get(group) : Palette.GREY;
    }

    private void legend(Graphics2D graphics, List<String> names) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        for (int i = 0; i < names.size(); i++) {
            graphics.setColor(colour(i));
            graphics.fillRect(LEFT, i * LINE + 8, 24, 4);
            graphics.setColor(Color.BLACK);
            graphics.drawString(fitted(names.get(i), graphics.getFontMetrics()), LEFT + 32, i * LINE + 15);
        }
        graphics.drawString(meaning(), LEFT, names.size() * LINE + 19);
    }

    /** Leaves out the end of a name that is wider than the picture. */
    private static String fitted(String name, FontMetrics font) {
        String shown = name;
        while (font.stringWidth(shown) > WIDTH - LEFT - 42) {
            shown = shown.replaceFirst("..?$", "…");
        }
        return shown;
    }

    /** Returns what the kinds of lines mean. */
    String meaning() {
        String lines = validated() ? "solid: validation; dashed: training, mean over the epoch" : "dashed: training";
        boolean repeated =
                curves.groups().stream().anyMatch(group -> group.runs().size() > 1);
        return lines + (repeated ? "; line and band: mean and standard deviation over runs" : "");
    }

    private XYChart chart(String title, List<Figure> figures) {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        chart.setXAxisTitle("epoch");
        Charts.style(chart);
        chart.getStyler().setLegendVisible(false).setChartTitleVisible(false);
        boolean logarithmic = title.equals("cost")
                && figures.stream()
                        .flatMap(figure -> curves.groups().stream().map(group -> group.means(figure.value())))
                        .flatMap(means -> means.values().stream())
                        .allMatch(sample -> sample.mean() > 0);
        PlotAxis y = new PlotAxis(title, logarithmic ? Scale.LOGARITHMIC : Scale.LINEAR, List.of());
        chart.setYAxisTitle(logarithmic ? title + " (log)" : title);
        Lines lines = new Lines(chart, y, new ArrayList<>(), new ArrayList<>());
        // The best are drawn last, over the others.
        for (int i = curves.groups().size() - 1; i >= 0; i--) {
            for (Figure figure : figures) {
                lines.add(curves.groups().get(i).means(figure.value()), figure, colour(i));
            }
        }
        Charts.limit(chart, false);
        PlotAxis x = new PlotAxis("epoch", Scale.LINEAR, List.of());
        chart.addAnnotation(new PlotTicks(x.ticks(lines.epochs(), true), y.ticks(lines.values(), false)));
        return chart;
    }

    /** The lines of a chart, and the numbers from and to which its axes go. */
    private record Lines(XYChart chart, PlotAxis y, List<String> epochs, List<String> values) {
        void add(Map<Integer, Sample> means, Figure figure, Color colour) {
            List<Integer> xs = new ArrayList<>(means.keySet());
            if (xs.isEmpty()) {
                return;
            }
            if (figure.band()
                    && means.values().stream().anyMatch(s -> s.deviation().isPresent())) {
                addBand(means, colour);
            }
            List<Double> ys = means.values().stream().map(s -> place(s.mean())).toList();
            XYSeries series =
                    chart.addSeries(Integer.toString(chart.getSeriesMap().size()), xs, ys);
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line)
                    .setMarker(xs.size() == 1 && figure.band() ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            series.setMarkerColor(colour).setLineColor(colour).setLineStyle(figure.stroke());
            xs.forEach(epoch -> epochs.add(epoch.toString()));
        }

        private void addBand(Map<Integer, Sample> means, Color colour) {
            List<Double> xs = new ArrayList<>();
            List<Double> ys = new ArrayList<>();
            means.forEach((epoch, sample) -> {
                xs.add((double) epoch);
                ys.add(place(sample.mean() + sample.deviation().orElse(0)));
                // The way back, from the last epoch to the first.
                xs.add(0, (double) epoch);
                ys.add(0, place(low(sample)));
            });
            XYSeries band =
                    chart.addSeries(Integer.toString(chart.getSeriesMap().size()), xs, ys);
            band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setMarker(SeriesMarkers.NONE);
            band.setLineColor(Charts.CLEAR);
            band.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND));
        }

        /** A cost is above 0, whatever its deviation. */
        private double low(Sample sample) {
            double low = sample.mean() - sample.deviation().orElse(0);
            return y.scale() == Scale.LOGARITHMIC ? Math.max(low, sample.mean() / 10) : low;
        }

        private double place(double value) {
            values.add(Double.toString(value));
            return y.place(Double.toString(value));
        }
    }
}
