package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightImagesTest {
    @Test
    void zeroIsInTheMiddleOfTheColoursWhichDeepenAwayFromIt() {
        assertEquals(new Color(0xF7F7F7), Palette.diverging(0));
        assertEquals(new Color(0x053061), Palette.diverging(1));
        assertEquals(new Color(0x67001F), Palette.diverging(-1));
        assertEquals(Palette.diverging(1), Palette.diverging(7));
        int before = 256;
        for (double value = 0; value <= 1; value += 0.1) {
            int green = Palette.diverging(value).getGreen();
            assertEquals(true, green < before, "at " + value);
            before = green;
        }
    }

    @Test
    void aRowOfWeightsIsAnImageRowByRow() {
        float[][] weights = {{1, 1, 0, 0, 0, 0}, {0, 0, 0, 0, -1, -1}};
        WeightImages images = new WeightImages(weights, 3, 2, 2);
        List<String> lines = images.text(false, 80).lines().toList();
        assertEquals("first layer: the weights of all 2 neurons", lines.get(0));
        assertEquals("= -1.0 and below, white 0, # 1.0 and above", lines.get(1));
        // A character is the mean of two pixels above each other; the last row stands alone.
        assertEquals("++", lines.get(2));
        assertEquals("   ==", lines.get(3));
    }
}
