package mnist.insight;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mnist.nn.Activation;
import mnist.space.Scale;
import mnist.storage.StorageException;
import mnist.training.Answers;
import mnist.training.Calibration;
import mnist.training.Calibration.Bin;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A reliability diagram (Guo et al. 2017): how often the answers of some probability are right, against that probability. On the
 * diagonal a network is right as often as it says; below it, it is too sure of itself. Under it, how many answers each bin has.
 *
 * @param calibration of the answers
 */
public record CalibrationPlot(Calibration calibration) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 400;
    private static final int HEADING = 36;
    private static final int COUNTS = 220;
    private static final List<String> FRACTIONS = List.of("0", "0.2", "0.4", "0.6", "0.8", "1");

    /**
     * Sorts answers by their probability.
     *
     * @throws StorageException if the outputs are no probabilities
     */
    public static CalibrationPlot of(Answers answers, Activation output) {
        return new CalibrationPlot(Calibration.of(answers, output)
                .orElseThrow(() -> new StorageException(
                        "network.output: makes no probabilities to calibrate, found %s, expected sigmoid or softmax. %s"
                                .formatted(output.label(), "Choose another network."))));
    }

    /** Draws both charts. */
    public Picture picture() {
        XYChart reliability = reliability();
        XYChart counts = counts();
        return new Picture(WIDTH, HEADING + HEIGHT + COUNTS, graphics -> {
            graphics.setColor(Color.BLACK);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
            graphics.drawString(
                    String.format(Locale.ROOT, "expected calibration error (ECE) %.4f", calibration.error()), 60, 26);
            graphics.translate(0, HEADING);
            reliability.paint(graphics, WIDTH, HEIGHT);
            graphics.translate(0, HEIGHT);
            counts.paint(graphics, WIDTH, COUNTS);
            graphics.translate(0, -HEADING - HEIGHT);
        });
    }

    private XYChart reliability() {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        chart.setXAxisTitle("mean probability of the answers in a bin");
        chart.setYAxisTitle("share of right answers");
        Charts.style(chart);
        chart.getStyler().setChartTitleVisible(false);
        XYSeries diagonal = chart.addSeries("perfectly calibrated", new double[] {0, 1}, new double[] {0, 1});
        diagonal.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.NONE);
        diagonal.setLineColor(Color.GRAY)
                .setLineStyle(
                        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0));
        List<Bin> bins =
                calibration.bins().stream().filter(bin -> bin.examples() > 0).toList();
        XYSeries series = chart.addSeries(
                "this network",
                bins.stream().map(Bin::confidence).toList(),
                bins.stream().map(Bin::accuracy).toList());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(Palette.LINES.get(1)).setLineColor(Palette.LINES.get(1));
        Charts.limit(chart, false);
        PlotAxis axis = new PlotAxis("", Scale.LINEAR, List.of());
        chart.addAnnotation(new PlotTicks(axis.ticks(FRACTIONS, true), axis.ticks(FRACTIONS, true)));
        return chart;
    }

    /** A step for each bin, from its lower end to its upper one; a bin without answers has no logarithm, and no height. */
    private XYChart counts() {
        double[] xs = calibration.bins().stream()
                .flatMapToDouble(bin -> Arrays.stream(new double[] {bin.low(), bin.high()}))
                .toArray();
        double[] ys = calibration.bins().stream()
                .map(bin -> Math.log10(Math.max(bin.examples(), 1)))
                .flatMapToDouble(log -> Arrays.stream(new double[] {log, log}))
                .toArray();
        XYChart chart = new XYChart(WIDTH, COUNTS);
        chart.setXAxisTitle("probability of the answer");
        chart.setYAxisTitle("answers (log)");
        Charts.style(chart);
        chart.getStyler().setLegendVisible(false).setChartTitleVisible(false);
        Charts.area(chart, xs, ys);
        PlotAxis x = new PlotAxis("", Scale.LINEAR, List.of());
        PlotAxis y = new PlotAxis("", Scale.LOGARITHMIC, List.of());
        List<String> powers = List.of("1", "10", "100", "1e3", "1e4", "1e5");
        double most = Arrays.stream(ys).max().orElse(0);
        List<String> shown =
                powers.stream().filter(power -> y.place(power) <= most).toList();
        chart.addAnnotation(new PlotTicks(x.ticks(FRACTIONS, true), y.ticks(shown, true)));
        return chart;
    }
}
