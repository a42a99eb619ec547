package mnist.insight;

import java.awt.Color;

/**
 * Numbers of either sign as an image in the terminal: blue above zero, red below; without colours {@code #} and {@code +} above,
 * {@code =} and {@code -} below.
 *
 * @param values row by row
 */
public record SignedImage(float[] values, int rows, int columns) {
    private static final int CUBE = 16;
    private static final int UPPER_HALF = '\u2580';

    /** Draws all of it, with the strongest colour for the largest number of either sign. */
    public String text(boolean colour) {
        double end = 0;
        for (float value : values) {
            end = Math.max(end, Math.abs(value));
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row += 2) {
            text.append(line(row, end == 0 ? 1 : end, colour).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /**
     * Draws a row and the one below it in a line, a character for two pixels.
     *
     * @param end the value with the strongest colour
     */
    String line(int row, double end, boolean colour) {
        return colour ? blocks(row, end) : signs(row, end);
    }

    private String blocks(int row, double end) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            int upper = row * columns + column;
            text.append("\u001b[38;5;").append(cube(values[upper] / end)).append('m');
            if (row + 1 < rows) {
                int lower = cube(values[upper + columns] / end);
                text.append("\u001b[48;5;").append(lower).append('m');
            }
            text.append((char) UPPER_HALF);
        }
        return text.append("\u001b[0m").toString();
    }

    /** Returns the nearest colour of the 6 x 6 x 6 cube in the palette of 256. */
    private static int cube(double value) {
        Color colour = Palette.diverging(value);
        return CUBE + 36 * level(colour.getRed()) + 6 * level(colour.getGreen()) + level(colour.getBlue());
    }

    private static int level(int part) {
        // The levels are 0, 95, 135, 175, 215 and 255.
        return part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40;
    }

    private String signs(int row, double end) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            double upper = values[row * columns + column];
            double lower = row + 1 < rows ? values[(row + 1) * columns + column] : upper;
            double value = (upper + lower) / 2 / end;
            boolean strong = Math.abs(value) > 0.5;
            text.append(Math.abs(value) < 0.17 ? ' ' : value > 0 ? strong ? '#' : '+' : strong ? '=' : '-');
        }
        return text.toString();
    }
}
