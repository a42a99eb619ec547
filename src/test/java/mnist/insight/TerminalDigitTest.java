package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import mnist.data.IdxBuilder;
import org.junit.jupiter.api.Test;

class TerminalDigitTest {
    @Test
    void asciiShadesGetDarkerWithInkAndAreTwoWide() {
        int[][] pixels = {{0, 25, 26, 52, 77}, {103, 128, 154, 180, 255}};
        assertEquals("    ..::--\n==++**##@@\n", TerminalDigit.draw(pixels, false));
    }

    @Test
    void coloursShowTwoRowsInOneLine() {
        int[][] pixels = {{0, 0, 128}, {255, 1, 1}};
        assertEquals(
                "\u001b[38;5;16m\u001b[48;5;231m▀\u001b[48;5;232m▀\u001b[38;5;244m▀\u001b[0m\n",
                TerminalDigit.draw(pixels, true));
    }

    @Test
    void oddLastRowLeavesTheBackground() {
        assertEquals("\u001b[38;5;255m▀\u001b[0m\n", TerminalDigit.draw(new int[][] {{254}}, true));
    }

    @Test
    void exampleOfADatasetIsDrawn() {
        var data = new IdxBuilder()
                .size(2, 3)
                .pixels((example, row, column) -> row == example && column > 0 ? 255 : 0)
                .read();
        assertEquals("      \n  @@@@\n", TerminalDigit.draw(data, 1, false));
    }

    @Test
    void valueThatIsNoPixelIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> TerminalDigit.draw(new int[][] {{256}}, true));
        assertThrows(IllegalArgumentException.class, () -> TerminalDigit.draw(new int[][] {{-1}}, false));
    }
}
