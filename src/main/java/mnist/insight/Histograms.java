package mnist.insight;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mnist.data.Dataset;
import mnist.experiment.Subject;
import mnist.nn.Activation;
import mnist.nn.Network;
import mnist.space.Scale;
import mnist.training.Evaluator;
import org.knowm.xchart.XYChart;

/**
 * How the weights and the activations of each layer are spread, so that a layer whose neurons are saturated can be seen: there
 * {@code sigma'(z)} is near 0, and so is the gradient that passes through it (Nielsen BP1, BP2).
 *
 * @param layers of the network, the first first
 * @param examples how many the activations are of
 */
public record Histograms(List<Layer> layers, int examples) {
    /** So many examples say how activations are spread. */
    public static final int MOST_EXAMPLES = 1_000;

    private static final int BINS = 50;
    private static final int WIDTH = 450;
    private static final int HEIGHT = 210;
    private static final int TITLE = 24;
    private static final int HEADING = 30;
    /** A neuron is called saturated where its slope is below this part of the largest that its activation has. */
    private static final double SATURATED = 0.1;

    /**
     * @param activation what the neurons do
     * @param weights every {@code w_jk}
     * @param activations every {@code a_j} of every example
     * @param steepness the slope at each, as a part of the largest that the activation has; NaN where that is of no use
     */
    record Layer(Activation activation, double[] weights, double[] activations, double[] steepness) {
        /** Returns the part of the activations where the slope is below {@link #SATURATED} of the largest; NaN without slopes. */
        double saturated() {
            return Double.isNaN(steepness[0])
                    ? Double.NaN
                    : Arrays.stream(steepness).filter(part -> part < SATURATED).count() / (double) steepness.length;
        }
    }

    /** Runs the network over the first {@link #MOST_EXAMPLES} of its examples. */
    public static Histograms of(Subject subject) {
        Network network = subject.checkpoint().network();
        Dataset examples = subject.examples();
        Dataset first = examples.subset(0, Math.min(MOST_EXAMPLES, examples.size()));
        Evaluator evaluator = subject.checkpoint().evaluator(first);
        List<Layer> layers = new ArrayList<>();
        for (int l = 1; l <= network.architecture().layers(); l++) {
            double[] weights = network.weights(l).dup().data().asDouble();
            layers.add(new Layer(
                    network.architecture().activation(l),
                    weights,
                    flat(evaluator.activations(l)),
                    flat(evaluator.steepness(l))));
        }
        return new Histograms(layers, first.size());
    }

    private static double[] flat(double[][] rows) {
        double[] all = new double[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
        }
        return all;
    }

    /** Draws a row for each layer: its weights, and its activations. */
    public Picture picture() {
        return new Picture(2 * WIDTH, HEADING + layers.size() * (TITLE + HEIGHT), graphics -> {
            graphics.setColor(Color.BLACK);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            graphics.drawString(heading(), 16, 20);
            for (int i = 0; i < layers.size(); i++) {
                Layer layer = layers.get(i);
                int top = HEADING + i * (TITLE + HEIGHT);
                String name = "layer " + (i + 1) + ": ";
                draw(graphics, 0, top, name + "%,d weights".formatted(layer.weights.length), layer.weights);
                draw(
                        graphics,
                        WIDTH,
                        top,
                        name + layer.activation.label() + " activations" + note(layer),
                        layer.activations);
            }
        });
    }

    private static void draw(Graphics2D graphics, int x, int y, String title, double[] values) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 12));
        graphics.setColor(Color.BLACK);
        graphics.drawString(title, x + WIDTH / 4, y + TITLE - 5);
        graphics.translate(x, y + TITLE);
        chart(values).paint(graphics, WIDTH, HEIGHT);
        graphics.translate(-x, -y - TITLE);
    }

    private String heading() {
        return "activations of %,d examples; saturated: the slope is below a tenth of the activation's largest"
                .formatted(examples);
    }

    private static String note(Layer layer) {
        double saturated = layer.saturated();
        return Double.isNaN(saturated) ? "" : String.format(Locale.ROOT, ", %.1f %% saturated", 100 * saturated);
    }

    private static XYChart chart(double[] values) {
        double low = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .min()
                .orElse(0);
        double high = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .max()
                .orElse(0);
        double width = high == low ? 1 : (high - low) / BINS;
        double[] shares = new double[BINS];
        for (double value : values) {
            shares[(int) Math.min(BINS - 1, (value - low) / width)] += 1.0 / values.length;
        }
        // Each bin is a step: from its left end to its right one.
        double[] xs = new double[2 * BINS + 2];
        double[] ys = new double[2 * BINS + 2];
        for (int i = 0; i < 2 * BINS; i++) {
            xs[i + 1] = low + (i + 1) / 2 * width;
            ys[i + 1] = shares[i / 2];
        }
        xs[0] = low;
        xs[2 * BINS + 1] = low + BINS * width;
        return chart(xs, ys);
    }

    private static XYChart chart(double[] xs, double[] ys) {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        chart.setYAxisTitle("share");
        Charts.style(chart);
        chart.getStyler().setLegendVisible(false).setChartTitleVisible(false);
        Charts.area(chart, xs, ys);
        PlotAxis axis = new PlotAxis("", Scale.LINEAR, List.of());
        double most = Arrays.stream(ys).max().orElse(1);
        chart.addAnnotation(new PlotTicks(
                axis.ticks(List.of(Double.toString(xs[0]), Double.toString(xs[xs.length - 1])), false),
                axis.ticks(List.of("0", Double.toString(most)), false)));
        return chart;
    }
}
