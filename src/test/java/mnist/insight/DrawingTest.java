package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mnist.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn on a report's page becomes an image of 28 x 28 pixels, as a picture does that is given to predict. */
class DrawingTest {
    /** Without the 1 that is a mere stroke: its centre lies just between two pixels, and a last bit says in which of them. */
    private static final List<DrawnDigit> DIGITS = IntStream.range(0, 20)
            .mapToObj(i -> new DrawnDigit(i / 2, i % 2))
            .filter(digit -> !digit.equals(new DrawnDigit(1, 0)))
            .toList();

    @TempDir
    private Path folder;

    /** A bar 40 high and 20 wide in the corner of a drawing becomes one of 20 x 10 pixels in the middle. */
    @Test
    void aDrawingIsCutOutFittedIntoTwentyPixelsAndCentred() throws Exception {
        JsonNode bytes = ReportScript.run("""
                const ink = Float32Array.from({ length: 10000 }, (_, i) =>
                  i % 100 >= 70 && i % 100 < 90 && i >= 500 && i < 4500 ? 1 : 0);
                const empty = report.prepare(new Float32Array(10000), 100, 100, 28, 28);
                process.stdout.write(JSON.stringify([empty, Array.from(report.prepare(ink, 100, 100, 28, 28))]));
                """, Files.writeString(folder.resolve("none.json"), "null"));
        assertTrue(bytes.get(0).isNull());
        // Round(14 - 9.5) = 5 and round(14 - 4.5) = 10: the mean of an even number of pixels lies between two.
        for (int i = 0; i < 784; i++) {
            boolean inside = i / 28 >= 5 && i / 28 < 25 && i % 28 >= 10 && i % 28 < 20;
            assertEquals(inside ? 255 : 0, bytes.get(1).get(i).asInt(), "pixel " + i);
        }
    }

    @Test
    void theSameStrokesBecomeTheSameImageAsByPredict() throws Exception {
        // As large and as thick as people draw on the page, away from the middle.
        DrawnDigit.Pen pen = new DrawnDigit.Pen(Color.BLACK, Color.WHITE, 190, 0.12, 0.4, 0.55, 5);
        List<int[]> inks = new ArrayList<>();
        List<PreparedImage> prepared = new ArrayList<>();
        for (DrawnDigit digit : DIGITS) {
            GreyImage paper = GreyPixels.of(digit.draw(pen));
            prepared.add(PreparedImage.of(paper, 28, 28));
            int[] ink = new int[paper.values().length];
            for (int k = 0; k < ink.length; k++) {
                ink[k] = Math.round(255 * (1 - paper.values()[k]));
            }
            inks.add(ink);
        }
        String program = """
                const images = input.map((ink) =>
                  Array.from(report.prepare(Float32Array.from(ink, (byte) => byte / 255), %d, %d, 28, 28)));
                process.stdout.write(JSON.stringify(images));
                """.formatted(DrawnDigit.WIDTH, DrawnDigit.HEIGHT);
        JsonNode drawn = ReportScript.run(program, Files.writeString(folder.resolve("inks.json"), Json.compact(inks)));
        for (int i = 0; i < DIGITS.size(); i++) {
            double difference = 0;
            double ink = 0;
            for (int k = 0; k < 784; k++) {
                int byPredict = prepared.get(i).pixels()[k] & 0xFF;
                difference += Math.abs(byPredict - drawn.get(i).get(k).asInt());
                ink += byPredict;
            }
            assertTrue(difference < 0.001 * ink, DIGITS.get(i) + ": " + difference / ink + " of its ink");
        }
    }
}
