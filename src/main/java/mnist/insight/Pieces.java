package mnist.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The connected pieces of ink, where diagonal neighbours are connected. */
final class Pieces {
    private Pieces() {}

    /**
     * A piece.
     *
     * @param pixels where it is, as positions in the picture's values
     * @param most the most ink of a pixel
     * @param left its first column
     * @param top its first row
     * @param right the column after its last
     * @param bottom the row after its last
     */
    record Piece(int[] pixels, float most, int left, int top, int right, int bottom) {
        /** Returns how many pixels it has. */
        int area() {
            return pixels.length;
        }

        /** Removes it from the picture that it was found in. */
        void clear(GreyImage picture) {
            for (int pixel : pixels) {
                picture.values()[pixel] = 0;
            }
        }

        boolean touchesBorder(GreyImage picture) {
            return left == 0 || top == 0 || right == picture.width() || bottom == picture.height();
        }
    }

    /** Finds the pieces of everything that is not 0. */
    static List<Piece> of(GreyImage amount) {
        boolean[] seen = new boolean[amount.values().length];
        int[] stack = new int[seen.length];
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i] && amount.values()[i] > 0) {
                pieces.add(piece(amount, i, seen, stack));
            }
        }
        return pieces;
    }

    /** The stack keeps all that was ever put on it: its pixels are the piece. */
    private static Piece piece(GreyImage amount, int start, boolean[] seen, int[] stack) {
        int width = amount.width();
        int count = 1;
        stack[0] = start;
        seen[start] = true;
        float most = 0;
        int left = width;
        int right = 0;
        int top = amount.height();
        int bottom = 0;
        for (int next = 0; next < count; next++) {
            int x = stack[next] % width;
            int y = stack[next] / width;
            most = Math.max(most, amount.values()[stack[next]]);
            left = Math.min(left, x);
            right = Math.max(right, x + 1);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y + 1);
            for (int line = Math.max(0, y - 1); line <= Math.min(amount.height() - 1, y + 1); line++) {
                for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                    int pixel = line * width + column;
                    if (!seen[pixel] && amount.values()[pixel] > 0) {
                        seen[pixel] = true;
                        stack[count++] = pixel;
                    }
                }
            }
        }
        return new Piece(Arrays.copyOf(stack, count), most, left, top, right, bottom);
    }
}
