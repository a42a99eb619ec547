package mnist.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import mnist.data.DataException;

/**
 * A picture of a digit made as MNIST's were (LeCun, Bottou, Bengio and Haffner 1998, section III.A): the ink's own box fitted into 20 x
 * 20 pixels without changing its proportions, and its centre of mass put at the centre of 28 x 28, by whole pixels.
 *
 * @param rows of the network's images
 * @param columns of the network's images
 * @param pixels row by row, 0 (paper) to 255 (ink), as unsigned bytes
 * @param doubts why the picture may be no digit
 */
record PreparedImage(int rows, int columns, byte[] pixels, Set<Doubt> doubts) {
    /** What part of the image the digit may fill: 20 of 28. */
    private static final double BOX = 20.0 / 28;
    /** Pieces smaller than this part of the largest are specks. */
    private static final double SPECK = 0.03;
    /** Pieces smaller than this part of the largest do not make the picture more than one digit. */
    private static final double SECOND_DIGIT = 0.3;
    /** Width of the thinnest lines, in pixels of the image. */
    private static final double THINNEST = 1.6;
    /** More ink than this part of the picture is hardly a drawing on paper. */
    private static final double EVERYWHERE = 0.5;

    /**
     * Takes a picture that is an image of the network already.
     *
     * @throws DataException if it is not of the size of its images
     */
    static PreparedImage raw(String name, GreyImage picture, int rows, int columns) {
        if (picture.height() != rows || picture.width() != columns) {
            throw new DataException(
                    "%s: is not of the network's size, found %d x %d, expected %d x %d. Leave out --raw."
                            .formatted(name, picture.width(), picture.height(), columns, rows));
        }
        byte[] pixels = bytes(picture);
        boolean blank = IntStream.range(0, pixels.length).allMatch(i -> pixels[i] == pixels[0]);
        return new PreparedImage(rows, columns, pixels, blank ? EnumSet.of(Doubt.EMPTY) : Set.of());
    }

    /** Prepares a picture for a network that takes images of {@code (rows, columns)}. */
    static PreparedImage of(GreyImage picture, int rows, int columns) {
        GreyImage ink = RuledLines.remove(Ink.of(picture).amount());
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        List<Pieces.Piece> pieces = clean(ink);
        if (pieces.isEmpty()) {
            doubts.add(Doubt.EMPTY);
            return new PreparedImage(rows, columns, new byte[rows * columns], doubts);
        }
        int area = pieces.stream().mapToInt(Pieces.Piece::area).sum();
        int largest = pieces.get(0).area();
        if (pieces.stream()
                        .filter(piece -> piece.area() > SECOND_DIGIT * largest)
                        .count()
                > 1) {
            doubts.add(Doubt.SEVERAL_PIECES);
        }
        if (area > EVERYWHERE * ink.values().length) {
            doubts.add(Doubt.INK_EVERYWHERE);
        }
        return new PreparedImage(rows, columns, centred(fitted(ink, pieces, rows, columns), rows, columns), doubts);
    }

    /** Clears specks, and what reaches in from outside the picture where there is something else; returns the rest, the largest first. */
    private static List<Pieces.Piece> clean(GreyImage ink) {
        List<Pieces.Piece> pieces = new ArrayList<>(Pieces.of(ink));
        pieces.sort(Comparator.comparingInt(Pieces.Piece::area).reversed());
        int inside = pieces.stream()
                .filter(piece -> !piece.touchesBorder(ink))
                .mapToInt(Pieces.Piece::area)
                .max()
                .orElse(0);
        int largest = pieces.isEmpty() ? 0 : pieces.get(0).area();
        boolean fromInside = inside >= SPECK * largest && inside > 0.002 * ink.values().length;
        int measure = fromInside ? inside : largest;
        pieces.removeIf(piece -> {
            boolean remove = piece.area() < SPECK * measure || fromInside && piece.touchesBorder(ink);
            if (remove) {
                piece.clear(ink);
            }
            return remove;
        });
        return pieces;
    }

    private static GreyImage fitted(GreyImage ink, List<Pieces.Piece> pieces, int rows, int columns) {
        int left = pieces.stream().mapToInt(Pieces.Piece::left).min().orElseThrow();
        int top = pieces.stream().mapToInt(Pieces.Piece::top).min().orElseThrow();
        int width = pieces.stream().mapToInt(Pieces.Piece::right).max().orElseThrow() - left;
        int height = pieces.stream().mapToInt(Pieces.Piece::bottom).max().orElseThrow() - top;
        double box = BOX * Math.min(rows, columns);
        GreyImage digit = thickened(ink.part(left, top, width, height), Math.max(width, height) / box);
        double scale = box / Math.max(digit.width(), digit.height());
        return digit.resampled((int) Math.max(1, Math.round(digit.width() * scale)), (int)
                Math.max(1, Math.round(digit.height() * scale)));
    }

    /** Widens the line of a fine pen, which would be no more than a shade on so few pixels. */
    private static GreyImage thickened(GreyImage digit, double pixel) {
        int area = 0;
        int edge = 0;
        for (int i = 0; i < digit.values().length; i++) {
            if (digit.values()[i] > 0) {
                int x = i % digit.width();
                int y = i / digit.width();
                boolean inside = x > 0
                        && x + 1 < digit.width()
                        && y > 0
                        && y + 1 < digit.height()
                        && digit.at(x - 1, y) > 0
                        && digit.at(x + 1, y) > 0
                        && digit.at(x, y - 1) > 0
                        && digit.at(x, y + 1) > 0;
                area++;
                edge += inside ? 0 : 1;
            }
        }
        // A line has two edges.
        double stroke = 2.0 * area / edge;
        int radius = (int) Math.round((THINNEST * pixel - stroke) / 2);
        return radius <= 0 ? digit : GreyFilter.brightest(digit.framed(radius), radius);
    }

    private static byte[] centred(GreyImage digit, int rows, int columns) {
        double mass = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < digit.values().length; i++) {
            mass += digit.values()[i];
            x += digit.values()[i] * (i % digit.width());
            y += digit.values()[i] * (i / digit.width());
        }
        int left = within((int) Math.round(columns / 2 - x / mass), columns - digit.width());
        int top = within((int) Math.round(rows / 2 - y / mass), rows - digit.height());
        byte[] pixels = new byte[rows * columns];
        byte[] ink = bytes(digit);
        for (int row = 0; row < digit.height(); row++) {
            System.arraycopy(ink, row * digit.width(), pixels, (top + row) * columns + left, digit.width());
        }
        return pixels;
    }

    private static byte[] bytes(GreyImage image) {
        byte[] bytes = new byte[image.values().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(255 * image.values()[i]);
        }
        return bytes;
    }

    /** Returns the pixels as rows, each 0 to 255. */
    int[][] shades() {
        int[][] shades = new int[rows][columns];
        for (int i = 0; i < pixels.length; i++) {
            shades[i / columns][i % columns] = pixels[i] & 0xFF;
        }
        return shades;
    }

    private static int within(int place, int most) {
        return Math.max(0, Math.min(most, place));
    }
}
