package mnist.insight;

import java.awt.Color;
import java.awt.Font;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mnist.storage.AtomicFile;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
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
        XYChart chart = chart();
        AtomicFile.write(file, out -> BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG));
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(objective + " against " + parameter)
                .xAxisTitle(parameter)
                .yAxisTitle(objective)
                .build();
        chart.getStyler()
                .setLegendVisible(false)
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        chart.getStyler().setLocale(Locale.ROOT).setXAxisLogarithmic(kind == Axis.LOGARITHMIC);
        chart.getStyler().setMarkerSize(8);
        List<String> names = trials.stream().map(Dot::value).distinct().toList();
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (Dot trial : trials) {
            x.add(kind == Axis.NAMES ? names.indexOf(trial.value()) + 1 : Double.parseDouble(trial.value()));
            y.add(trial.objective());
        }
        if (kind == Axis.NAMES) {
            name(chart, names);
        }
        XYSeries series = chart.addSeries(objective, x, y);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(INK);
        return chart;
    }

    /** Names stand at whole numbers; a place is left free at either end. */
    private static void name(XYChart chart, List<String> names) {
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(names.size() + 1.0).setXAxisTickMarkSpacingHint(40);
        chart.setCustomXAxisTickLabelsFormatter(place -> {
            int index = (int) Math.rint(place) - 1;
            boolean isName = Math.abs(place - index - 1) < 1e-6 && index >= 0 && index < names.size();
            return isName ? names.get(index) : " ";
        });
    }
}
