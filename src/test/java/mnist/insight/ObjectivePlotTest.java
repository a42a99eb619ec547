package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import mnist.insight.ObjectivePlot.Dot;
import mnist.space.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectivePlotTest {
    private static final int INK = new Color(0x00, 0x72, 0xB2).getRGB();

    private static final int MEAN = new Color(0xD5, 0x5E, 0x00).getRGB();
    private static final int PALE = new Color(0xA6, 0xCB, 0xE3).getRGB();
    /** Below it stands the legend. */
    private static final int PLOT_HEIGHT = 400;

    private static final List<String> NAMES = List.of("sigmoid", "tanh", "relu", "[2,3]", "a", "b");

    @TempDir
    private Path folder;

    private BufferedImage draw(Scale scale, Dot... dots) throws IOException {
        return draw(scale, Scale.LINEAR, dots);
    }

    private BufferedImage draw(Scale scale, Scale vertical, Dot... dots) throws IOException {
        Path file = folder.resolve("plot.png");
        PlotAxis x = new PlotAxis("optimizer.learningRate", scale, NAMES);
        new ObjectivePlot(x, new PlotAxis("objective", vertical, List.of()), List.of(dots))
                .picture()
                .write(file);
        return ImageIO.read(file.toFile());
    }

    private static Dot dot(String value, double objective) {
        return new Dot(value, objective, true);
    }

    private static int count(BufferedImage image, int colour) {
        int count = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < PLOT_HEIGHT; y++) {
                count += image.getRGB(x, y) == colour ? 1 : 0;
            }
        }
        return count;
    }

    /** The horizontal middle of each stretch of columns that has ink. */
    private static List<Integer> inkedPlaces(BufferedImage image) {
        List<Integer> places = new ArrayList<>();
        int start = -1;
        for (int x = 0; x < image.getWidth(); x++) {
            boolean inked = false;
            for (int y = 0; y < PLOT_HEIGHT; y++) {
                inked |= image.getRGB(x, y) == INK || image.getRGB(x, y) == MEAN;
            }
            if (inked && start < 0) {
                start = x;
            } else if (!inked && start >= 0) {
                places.add((start + x) / 2);
                start = -1;
            }
        }
        return places;
    }

    @Test
    void powersOfTenAreEquallyFarApartOnALogarithmicAxisOnly() throws IOException {
        Dot[] dots = {dot("0.1", 0.9), dot("1", 0.8), dot("10", 0.7)};
        List<Integer> logarithmic = inkedPlaces(draw(Scale.LOGARITHMIC, dots));
        assertEquals(3, logarithmic.size());
        assertEquals(logarithmic.get(2) - logarithmic.get(1), logarithmic.get(1) - logarithmic.get(0), 2);
        List<Integer> linear = inkedPlaces(draw(Scale.LINEAR, dots));
        assertTrue(linear.get(2) - linear.get(1) > 5 * (linear.get(1) - linear.get(0)), linear.toString());
    }

    @Test
    void namesStandSideBySideAndEqualNamesAboveEachOther() throws IOException {
        List<Integer> places =
                inkedPlaces(draw(Scale.NAMES, dot("tanh", 0.9), dot("relu", 0.7), dot("tanh", 0.8), dot("[2,3]", 0.6)));
        assertEquals(3, places.size());
        assertEquals(places.get(2) - places.get(1), places.get(1) - places.get(0), 2);
    }

    @Test
    void namesAreWrittenBelowTheirDots() throws IOException {
        BufferedImage image = draw(Scale.NAMES, dot("sigmoid", 0.9), dot("relu", 0.7), dot("relu", 0.7));
        for (int place : inkedPlaces(image)) {
            int dark = 0;
            for (int x = place - 20; x < place + 20; x++) {
                // Below the axis and above the legend.
                for (int y = 412; y < 430; y++) {
                    dark += (image.getRGB(x, y) & 0xFF) < 100 ? 1 : 0;
                }
            }
            assertTrue(dark > 20, "only " + dark + " dark dots below " + place);
        }
    }

    @Test
    void equalObjectivesCanBeDrawn() throws IOException {
        assertEquals(
                2, inkedPlaces(draw(Scale.LINEAR, dot("1", 0.5), dot("2", 0.5))).size());
        assertEquals(
                2, inkedPlaces(draw(Scale.NAMES, dot("a", 0.5), dot("b", 0.5))).size());
    }

    @Test
    void namesStandInTheOrderOfTheSpec() {
        PlotAxis axis = new PlotAxis("network.hidden", Scale.NAMES, NAMES);
        assertEquals(List.of("sigmoid", "tanh", "relu"), labels(axis, true, "relu", "sigmoid", "tanh"));
    }

    @Test
    void ticksStandAtTheValuesThatWereTriedWhereTheseAreFew() {
        PlotAxis rate = new PlotAxis("rate", Scale.LOGARITHMIC, List.of());
        assertEquals(List.of("0.05", "0.4", "1.6"), labels(rate, true, "1.6", "0.05", "0.4", "0.4"));
        String[] many = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> "0." + (100 + i * 13))
                .toArray(String[]::new);
        assertTrue(labels(rate, true, many).size() < 10);
    }

    @Test
    void roundNumbersAreTheTicksOfAnObjective() {
        PlotAxis accuracy = new PlotAxis("accuracy", Scale.LINEAR, List.of());
        assertEquals(List.of("0.92", "0.93", "0.94", "0.95", "0.96"), labels(accuracy, false, "0.915", "0.968"));
        PlotAxis cost = new PlotAxis("cost", Scale.LOGARITHMIC, List.of());
        assertEquals(List.of("0.1", "0.2", "0.5", "1", "2"), labels(cost, false, "0.09", "2.3"));
    }

    private static List<String> labels(PlotAxis axis, boolean tried, String... values) {
        return axis.ticks(List.of(values), tried).stream()
                .map(PlotTicks.Tick::label)
                .toList();
    }

    @Test
    void trialsThatEndedEarlyArePalerAndHaveNoPartInTheMean() throws IOException {
        BufferedImage image =
                draw(Scale.LINEAR, dot("1", 0.5), new Dot("1", 0.6, false), new Dot("2", 0.4, false), dot("2", 0.7));
        assertTrue(count(image, PALE) > 20);
        assertTrue(count(image, INK) > 20);
        assertEquals(0, count(image, MEAN));
    }

    @Test
    void aValueWithSeveralTrialsHasTheirMeanAndSpread() throws IOException {
        BufferedImage image = draw(Scale.LOGARITHMIC, Scale.LOGARITHMIC, dot("1", 0.5), dot("1", 0.1), dot("10", 0.7));
        assertTrue(count(image, MEAN) > 20);
    }
}
