package mnist.insight;

/**
 * Finds the lines of ruled or squared paper, and takes them out of the ink: straight, thin, nearly level or upright, and from one side
 * of the picture to the other. Where a stroke crosses a line, it is thicker than the line and stays.
 */
final class RuledLines {
    /** No line is thicker than this part of the picture's longer side, or than {@link #LEAST_THICKNESS}. */
    private static final double THICKNESS = 0.012;

    private static final int LEAST_THICKNESS = 2;
    /** The part of its way through the picture that a line must cover. */
    private static final double COVER = 0.6;
    /** A line that crosses only a corner goes through at least this part of the picture's width. */
    private static final double SHORTEST = 0.2;
    /** Slopes that are tried on either side of level, and the steepest of them: two degrees and a half. */
    private static final int SLOPES = 12;

    private static final double STEEPEST = 0.045;
    /** Smaller pictures have no lines that could be told from strokes. */
    private static final int LEAST_SIDE = 64;

    private RuledLines() {}

    /** Removes level and upright lines. */
    static GreyImage remove(GreyImage amount) {
        if (Math.min(amount.width(), amount.height()) < LEAST_SIDE) {
            return amount;
        }
        return removeLevel(removeLevel(amount).transposed()).transposed();
    }

    private static GreyImage removeLevel(GreyImage amount) {
        int thickness = (int) Math.max(LEAST_THICKNESS, THICKNESS * Math.max(amount.width(), amount.height()));
        boolean[] thin = thin(amount, thickness);
        GreyImage result =
                new GreyImage(amount.width(), amount.height(), amount.values().clone());
        for (int s = -SLOPES; s <= SLOPES; s++) {
            new Direction(amount, thin, STEEPEST * s / SLOPES).remove(result, thickness);
        }
        return result;
    }

    /** Returns the pixels whose ink ends above and below within the thickness of a line. */
    private static boolean[] thin(GreyImage amount, int thickness) {
        int width = amount.width();
        boolean[] thin = new boolean[amount.values().length];
        for (int x = 0; x < width; x++) {
            int from = 0;
            for (int y = 0; y <= amount.height(); y++) {
                if (y == amount.height() || amount.at(x, y) == 0) {
                    for (int line = from; line < y && y - from <= thickness; line++) {
                        thin[line * width + x] = true;
                    }
                    from = y + 1;
                }
            }
        }
        return thin;
    }

    /** All lines of one slope, numbered from top to bottom by where they cross the middle of the picture. */
    private static final class Direction {
        private final GreyImage amount;
        private final boolean[] thin;
        private final int[] rise;
        /** For each line, how many columns it passes, on how many of them it is seen, and on how many a stroke may hide it. */
        private final int[] length;

        private final int[] seen;
        private final int[] hidden;

        Direction(GreyImage amount, boolean[] thin, double slope) {
            this.amount = amount;
            this.thin = thin;
            int width = amount.width();
            // A line that begins above or below the picture may still cross a corner of it.
            int margin = (int) Math.ceil(Math.abs(slope) * width / 2) + 1;
            rise = new int[width];
            length = new int[amount.height() + 2 * margin];
            seen = new int[length.length];
            hidden = new int[length.length];
            for (int x = 0; x < width; x++) {
                rise[x] = (int) Math.round(slope * (x - width / 2.0)) - margin;
                count(x);
            }
        }

        /** A line is seen in a column where it, or the pixel above or below, is thin. */
        private void count(int x) {
            int width = amount.width();
            for (int y = 0; y < amount.height(); y++) {
                int pixel = y * width + x;
                boolean isSeen =
                        thin[pixel] || y > 0 && thin[pixel - width] || y + 1 < amount.height() && thin[pixel + width];
                int line = y - rise[x];
                length[line]++;
                seen[line] += isSeen ? 1 : 0;
                hidden[line] += !isSeen && amount.values()[pixel] > 0 ? 1 : 0;
            }
        }

        void remove(GreyImage result, int thickness) {
            int width = amount.width();
            for (int line = 0; line < length.length; line++) {
                boolean covers = length[line] >= SHORTEST * width
                        && seen[line] >= COVER * (length[line] - hidden[line])
                        && seen[line] >= COVER / 2 * length[line];
                for (int x = 0; covers && x < width; x++) {
                    int y = line + rise[x];
                    int to = Math.min(amount.height() - 1, y + thickness);
                    for (int near = Math.max(0, y - thickness); near <= to; near++) {
                        if (thin[near * width + x]) {
                            result.values()[near * width + x] = 0;
                        }
                    }
                }
            }
        }
    }
}
