package mnist.insight;

import java.awt.Color;
import java.util.List;

/** Colours that the colour-blind can tell apart. */
final class Palette {
    /** For lines on white: those of Okabe and Ito (2008), without yellow. */
    static final List<Color> LINES = List.of(
            new Color(0x00, 0x72, 0xB2),
            new Color(0xD5, 0x5E, 0x00),
            new Color(0x00, 0x9E, 0x73),
            new Color(0xCC, 0x79, 0xA7),
            new Color(0xE6, 0x9F, 0x00),
            new Color(0x56, 0xB4, 0xE9),
            new Color(0x00, 0x00, 0x00));

    /** The first of the lines, for areas. */
    static final Color PALE = new Color(0xA6, 0xCB, 0xE3);

    static final Color GREY = new Color(0xC4, 0xC4, 0xC4);

    // The middle and the ends of ColorBrewer's scheme RdBu.
    private static final List<Color> POSITIVE =
            List.of(new Color(0xF7F7F7), new Color(0x92C5DE), new Color(0x2166AC), new Color(0x053061));
    private static final List<Color> NEGATIVE =
            List.of(new Color(0xF7F7F7), new Color(0xF4A582), new Color(0xB2182B), new Color(0x67001F));

    private Palette() {}

    /** Returns the colour of a number in [-1, 1]: red below 0, blue above, nearly white at 0; beyond, that of the end. */
    static Color diverging(double value) {
        List<Color> half = value < 0 ? NEGATIVE : POSITIVE;
        double place = Math.min(1, Math.abs(value)) * (half.size() - 1);
        int stop = Math.min(half.size() - 2, (int) place);
        return between(half.get(stop), half.get(stop + 1), place - stop);
    }

    private static Color between(Color a, Color b, double part) {
        return new Color(
                (int) Math.round(a.getRed() + part * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + part * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + part * (b.getBlue() - a.getBlue())));
    }
}
