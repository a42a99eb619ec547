package mnist.insight;

import java.awt.Color;
import java.awt.Font;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look that all charts have. */
final class Charts {
    static final Color CLEAR = new Color(0, 0, 0, 0);

    private static final int MARKER = 8;
    /** Around what is drawn, as a part of its range. */
    private static final double MARGIN = 0.06;

    private Charts() {}

    /** The ticks are our own, at the places that {@link PlotAxis} says; those of the chart only keep their room. */
    static void style(XYChart chart) {
        chart.getStyler().setLocale(Locale.ROOT);
        chart.getStyler()
                .setXAxisTickLabelsColor(CLEAR)
                .setXAxisTickMarksColor(CLEAR)
                .setYAxisTickLabelsColor(CLEAR)
                .setYAxisTickMarksColor(CLEAR)
                .setAxisTicksLineVisible(false)
                .setPlotGridLinesVisible(false)
                .setAxisTitlePadding(20);
        chart.getStyler()
                .setMarkerSize(MARKER)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setLegendBorderColor(CLEAR)
                .setChartTitlePadding(10)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    }

    /** Draws an area from the x axis at 0 up to a line. */
    static void area(XYChart chart, double[] xs, double[] ys) {
        XYSeries series = chart.addSeries("area", xs, ys);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area).setMarker(SeriesMarkers.NONE);
        series.setLineColor(Palette.LINES.get(0)).setLineWidth(1);
        series.setFillColor(Palette.PALE);
        limit(chart, false);
        chart.getStyler().setYAxisMin(0.0);
    }

    /** Makes the axes as long as what is drawn, and a little longer. */
    static void limit(XYChart chart, boolean names) {
        DoubleSummaryStatistics xs = new DoubleSummaryStatistics();
        DoubleSummaryStatistics ys = new DoubleSummaryStatistics();
        for (XYSeries series : chart.getSeriesMap().values()) {
            DoubleStream.of(series.getXMin(), series.getXMax()).forEach(xs);
            DoubleStream.of(series.getYMin(), series.getYMax()).forEach(ys);
        }
        // Each name has a column of its own, as wide as the next.
        double side = names ? 0.5 : margin(xs);
        chart.getStyler().setXAxisMin(xs.getMin() - side).setXAxisMax(xs.getMax() + side);
        chart.getStyler().setYAxisMin(ys.getMin() - margin(ys)).setYAxisMax(ys.getMax() + margin(ys));
    }

    private static double margin(DoubleSummaryStatistics places) {
        double range = places.getMax() - places.getMin();
        return range == 0 ? Math.max(Math.abs(places.getMin()), 1) * MARGIN : range * MARGIN;
    }
}
