package mnist.insight;

import mnist.data.Dataset;

/**
 * Draws an image as text for a terminal.
 *
 * <p>With colour, a character cell shows two pixels, one above the other: the upper half block in the upper pixel's
 * grey on a background of the lower one's, in the 256-colour palette. A cell is about twice as high as wide, so the
 * pixels come out square. Without colour, a pixel is one of ten ASCII shades, written twice for the same reason.
 */
public final class TerminalDigit {
    private static final String SHADES = " .:-=+*#%@";
    private static final String RESET = "\u001b[0m";
    private static final char UPPER_HALF = '\u2580';
    /** The palette's black and white, and the number and first index of the 24 greys between them. */
    private static final int BLACK = 16;

    private static final int WHITE = 231;
    private static final int GREYS = 24;
    private static final int FIRST_GREY = 232;

    private TerminalDigit() {}

    /**
     * Draws one example.
     *
     * @param colour whether the terminal takes colours
     * @return the lines, each ended by a line feed
     */
    public static String draw(Dataset data, int example, boolean colour) {
        int[][] pixels = new int[data.rows()][data.columns()];
        for (int row = 0; row < data.rows(); row++) {
            for (int column = 0; column < data.columns(); column++) {
                pixels[row][column] = data.pixel(example, row, column);
            }
        }
        return draw(pixels, colour);
    }

    /**
     * Draws an image.
     *
     * @param pixels {@code (rows, columns)}, each 0 (black) to 255 (white)
     * @param colour whether the terminal takes colours
     * @return the lines, each ended by a line feed
     * @throws IllegalArgumentException if a pixel is not in 0 to 255
     */
    public static String draw(int[][] pixels, boolean colour) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < pixels.length; row += colour ? 2 : 1) {
            if (colour) {
                boolean last = row + 1 == pixels.length;
                appendBlocks(text, pixels[row], last ? null : pixels[row + 1]);
            } else {
                appendShades(text, pixels[row]);
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Appends two rows of pixels; the lower one is null, and left to the terminal, below an odd last row. */
    private static void appendBlocks(StringBuilder text, int[] upper, int[] lower) {
        int foreground = -1;
        int background = -1;
        for (int column = 0; column < upper.length; column++) {
            if (grey(upper[column]) != foreground) {
                foreground = grey(upper[column]);
                text.append("\u001b[38;5;").append(foreground).append('m');
            }
            if (lower != null && grey(lower[column]) != background) {
                background = grey(lower[column]);
                text.append("\u001b[48;5;").append(background).append('m');
            }
            text.append(UPPER_HALF);
        }
        text.append(RESET);
    }

    private static void appendShades(StringBuilder text, int[] row) {
        for (int pixel : row) {
            char shade = SHADES.charAt(requirePixel(pixel) * SHADES.length() / 256);
            text.append(shade).append(shade);
        }
    }

    /** Returns the palette index of a pixel: 0 is black, 255 white, and the rest share the greys evenly. */
    private static int grey(int pixel) {
        return switch (requirePixel(pixel)) {
            case 0 -> BLACK;
            case 255 -> WHITE;
            default -> FIRST_GREY + pixel * GREYS / 256;
        };
    }

    private static int requirePixel(int pixel) {
        if (pixel < 0 || pixel > 255) {
            throw new IllegalArgumentException("a pixel is 0 to 255, found " + pixel);
        }
        return pixel;
    }
}
