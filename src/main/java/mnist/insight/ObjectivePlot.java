package mnist.insight;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.awt.Color;
import java.awt.Font;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mnist.storage.AtomicFile;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The trials of a sweep as a picture: the objective of each against the value of one parameter.
 *
 * @param parameter its path
 * @param objective the name of what points are ranked by
 * @param kind of the horizontal axis
 * @param trials the dots
 */
public record ObjectivePlot(String parameter, String objective, Axis kind, List<Dot> trials) {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    private static final int MARKER = 8;
    /** Above and below the dots, as a part of their range. */
    private static final double MARGIN = 0.05;
    /** Characters of names that fit side by side. */
    private static final int ROOM = 60;

    private static final int STEEP = 60;
    private static final Color INK = new Color(0x1F, 0x4E, 0x79);

    /** How the values of the parameter are laid out. */
    public enum Axis {
        /** Numbers. */
        LINEAR,
        /** Numbers above 0, each power of ten as wide as the next. */
        LOGARITHMIC,
        /** Values without an order, side by side in the order of the first dot that has each. */
        NAMES
    }

    /**
     * A trial.
     *
     * @param value of the parameter, as people read it
     * @param objective a finite number
     */
    public record Dot(String value, double objective) {}

    /** Copies the list. */
    public ObjectivePlot {
        trials = List.copyOf(trials);
    }

    /**
     * Draws the picture as a PNG file. The same trials give the same picture on one machine.
     *
     * @throws mnist.storage.StorageException if the file cannot be written
     */
    public void write(Path file) {
        Chart<?, ?> chart = kind == Axis.NAMES ? ofNames() : ofNumbers();
        chart.setTitle(objective + " against " + parameter);
        chart.setXAxisTitle(parameter);
        chart.setYAxisTitle(objective);
        chart.getStyler()
                .setLegendVisible(false)
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        AtomicFile.write(file, out -> BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG));
    }

    private XYChart ofNumbers() {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        chart.getStyler().setLocale(Locale.ROOT).setXAxisLogarithmic(kind == Axis.LOGARITHMIC);
        chart.getStyler().setMarkerSize(MARKER);
        List<Double> x =
                trials.stream().map(trial -> Double.parseDouble(trial.value())).toList();
        List<Double> y = trials.stream().map(Dot::objective).toList();
        XYSeries series = chart.addSeries(objective, x, y);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(INK);
        return chart;
    }

    private CategoryChart ofNames() {
        CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);
        chart.getStyler().setLocale(Locale.ROOT);
        chart.getStyler().setOverlapped(true).setMarkerSize(MARKER);
        DoubleSummaryStatistics range =
                trials.stream().mapToDouble(Dot::objective).summaryStatistics();
        double margin = Math.max((range.getMax() - range.getMin()) * MARGIN, Math.ulp(1f));
        chart.getStyler().setYAxisMin(range.getMin() - margin).setYAxisMax(range.getMax() + margin);
        Map<String, List<Double>> byName =
                trials.stream().collect(groupingBy(Dot::value, LinkedHashMap::new, mapping(Dot::objective, toList())));
        boolean fit = byName.keySet().stream().mapToInt(String::length).sum() <= ROOM;
        chart.getStyler().setXAxisLabelRotation(fit ? 0 : STEEP);
        addDots(chart, byName);
        return chart;
    }

    /** A series of such a chart has one dot for each name: the first of each, then the second of each, and so on. */
    private static void addDots(CategoryChart chart, Map<String, List<Double>> byName) {
        List<String> names = List.copyOf(byName.keySet());
        int most = byName.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < most; i++) {
            int nth = i;
            List<Double> y = new ArrayList<>();
            byName.values().forEach(dots -> y.add(nth < dots.size() ? dots.get(nth) : null));
            chart.addSeries(Integer.toString(nth), names, y)
                    .setChartCategorySeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Scatter)
                    .setMarker(SeriesMarkers.CIRCLE)
                    .setMarkerColor(INK);
        }
    }
}
