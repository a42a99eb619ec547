package mnist.insight;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mnist.runs.Sample;
import mnist.space.Point;
import mnist.space.Scale;
import mnist.sweep.SweepResult;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The trials of a sweep as a picture: the objective of each against the value of one parameter. Trials that ended early
 * are paler; where a value has several complete ones, their mean and standard deviation (n - 1) stand beside them.
 *
 * @param x the parameter
 * @param y the objective
 * @param trials the dots
 */
public record ObjectivePlot(PlotAxis x, PlotAxis y, List<Dot> trials) {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;

    private static final Color INK = Palette.LINES.get(0);
    private static final Color MEAN = Palette.LINES.get(1);

    /**
     * A trial.
     *
     * @param value of the parameter, as people read it
     * @param objective a finite number
     * @param complete whether it was trained for all its epochs
     */
    public record Dot(String value, double objective, boolean complete) {}

    /** Copies the list. */
    public ObjectivePlot {
        trials = List.copyOf(trials);
    }

    /**
     * Returns the plot of a parameter of a sweep, or nothing where only one value of it was tried.
     *
     * @param parameter one of {@link SweepResult#parameters}
     */
    public static Optional<ObjectivePlot> of(SweepResult result, SweepResult.Varied parameter) {
        List<Dot> dots = result.trials().stream()
                .filter(trial -> trial.objective().isPresent())
                .map(trial -> new Dot(
                        Point.text(trial.point().get(parameter.path())),
                        trial.objective().getAsDouble(),
                        trial.status().equals("completed")))
                .toList();
        if (dots.stream().map(Dot::value).distinct().count() < 2) {
            return Optional.empty();
        }
        PlotAxis x = new PlotAxis(parameter.path(), parameter.scale(), parameter.choices());
        // Costs differ by powers of ten where accuracies do not.
        boolean cost = result.objective().endsWith("_cost") && dots.stream().allMatch(dot -> dot.objective() > 0);
        Scale scale = cost ? Scale.LOGARITHMIC : Scale.LINEAR;
        return Optional.of(new ObjectivePlot(x, new PlotAxis(result.objective(), scale, List.of()), dots));
    }

    /** Draws it; the same trials give the same picture on one machine. */
    public Picture picture() {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        chart.setTitle(y.title() + " against " + x.title());
        chart.setXAxisTitle(x.title());
        chart.setYAxisTitle(y.title());
        Charts.style(chart);
        addDots(chart, "trial that ended early", false, Palette.PALE);
        addDots(chart, "trial", true, INK);
        addMeans(chart);
        List<String> xs = trials.stream().map(Dot::value).toList();
        List<String> ys =
                trials.stream().map(dot -> Double.toString(dot.objective())).toList();
        PlotTicks ticks = new PlotTicks(x.ticks(xs, true), y.ticks(ys, false));
        Charts.limit(chart, x.scale() == Scale.NAMES);
        chart.addAnnotation(ticks);
        return new Picture(WIDTH, HEIGHT, graphics -> chart.paint(graphics, WIDTH, HEIGHT));
    }

    private double place(double objective) {
        return y.place(Double.toString(objective));
    }

    private void addDots(XYChart chart, String name, boolean complete, Color colour) {
        List<Dot> dots =
                trials.stream().filter(dot -> dot.complete() == complete).toList();
        if (!dots.isEmpty()) {
            List<Double> xs = dots.stream().map(dot -> x.place(dot.value())).toList();
            List<Double> ys = dots.stream().map(dot -> place(dot.objective())).toList();
            add(chart, name, xs, ys, colour).setMarker(SeriesMarkers.CIRCLE);
        }
    }

    /** The spread is drawn as a line: the error bars of a chart are as long above as below, which they are not on a log axis. */
    private void addMeans(XYChart chart) {
        Map<String, List<Dot>> byValue = trials.stream()
                .filter(Dot::complete)
                .collect(groupingBy(Dot::value, () -> new TreeMap<>(Comparator.comparingDouble(x::place)), toList()));
        byValue.values().removeIf(dots -> dots.size() < 2);
        List<Double> xs = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        byValue.forEach((value, dots) -> {
            Sample sample = Sample.of(dots.stream().mapToDouble(Dot::objective).toArray());
            double mean = sample.mean();
            double deviation = sample.deviation().orElseThrow();
            double least = dots.stream().mapToDouble(Dot::objective).min().orElseThrow();
            // A cost is above 0, whatever its deviation.
            double low = y.scale() == Scale.LOGARITHMIC ? Math.max(mean - deviation, least) : mean - deviation;
            xs.add(x.place(value));
            means.add(place(mean));
            List<Double> ends = List.of(place(low), place(mean + deviation));
            XYSeries spread = add(chart, "spread " + value, List.of(x.place(value), x.place(value)), ends, MEAN);
            spread.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.NONE);
            spread.setLineColor(MEAN).setLineWidth(2).setShowInLegend(false);
        });
        if (!xs.isEmpty()) {
            add(chart, "mean and standard deviation for each value", xs, means, MEAN)
                    .setMarker(SeriesMarkers.DIAMOND);
        }
    }

    private static XYSeries add(XYChart chart, String name, List<Double> xs, List<Double> ys, Color colour) {
        XYSeries series = chart.addSeries(name, xs, ys);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter).setMarkerColor(colour);
        return series;
    }
}
