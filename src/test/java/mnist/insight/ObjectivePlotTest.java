package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import mnist.insight.ObjectivePlot.Axis;
import mnist.insight.ObjectivePlot.Dot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectivePlotTest {
    private static final int INK = new Color(0x1F, 0x4E, 0x79).getRGB();

    @TempDir
    private Path folder;

    private BufferedImage draw(Axis axis, Dot... dots) throws IOException {
        Path file = folder.resolve("plot.png");
        new ObjectivePlot("optimizer.learningRate", "validation_accuracy", axis, List.of(dots)).write(file);
        return ImageIO.read(file.toFile());
    }

    /** The horizontal middle of each stretch of columns that has ink. */
    private static List<Integer> inkedPlaces(BufferedImage image) {
        List<Integer> places = new ArrayList<>();
        int start = -1;
        for (int x = 0; x < image.getWidth(); x++) {
            boolean inked = false;
            for (int y = 0; y < image.getHeight(); y++) {
                inked |= image.getRGB(x, y) == INK;
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
        Dot[] dots = {new Dot("0.1", 0.9), new Dot("1", 0.8), new Dot("10", 0.7)};
        List<Integer> logarithmic = inkedPlaces(draw(Axis.LOGARITHMIC, dots));
        assertEquals(3, logarithmic.size());
        assertEquals(logarithmic.get(2) - logarithmic.get(1), logarithmic.get(1) - logarithmic.get(0), 2);
        List<Integer> linear = inkedPlaces(draw(Axis.LINEAR, dots));
        assertTrue(linear.get(2) - linear.get(1) > 5 * (linear.get(1) - linear.get(0)), linear.toString());
    }

    @Test
    void namesStandSideBySideAndEqualNamesAboveEachOther() throws IOException {
        List<Integer> places = inkedPlaces(draw(
                Axis.NAMES, new Dot("tanh", 0.9), new Dot("relu", 0.7), new Dot("tanh", 0.8), new Dot("[2,3]", 0.6)));
        assertEquals(3, places.size());
        assertEquals(places.get(2) - places.get(1), places.get(1) - places.get(0), 2);
    }

    @Test
    void namesAreWrittenBelowTheirDots() throws IOException {
        BufferedImage image = draw(Axis.NAMES, new Dot("sigmoid", 0.9), new Dot("relu", 0.7), new Dot("relu", 0.7));
        for (int place : inkedPlaces(image)) {
            int dark = 0;
            for (int x = place - 20; x < place + 20; x++) {
                // Below the axis and above its title.
                for (int y = 455; y < 475; y++) {
                    dark += (image.getRGB(x, y) & 0xFF) < 100 ? 1 : 0;
                }
            }
            assertTrue(dark > 20, "only " + dark + " dark dots below " + place);
        }
    }

    @Test
    void equalObjectivesCanBeDrawn() throws IOException {
        assertEquals(
                2,
                inkedPlaces(draw(Axis.LINEAR, new Dot("1", 0.5), new Dot("2", 0.5)))
                        .size());
        assertEquals(
                2,
                inkedPlaces(draw(Axis.NAMES, new Dot("a", 0.5), new Dot("b", 0.5)))
                        .size());
    }
}
