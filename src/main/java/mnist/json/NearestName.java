package mnist.json;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a misspelt one was meant to be. */
public final class NearestName {
    /** A longer text is no misspelt name, and comparing it would take long. */
    private static final int LONGEST = 40;

    private NearestName() {}

    /** Returns the known name nearest to the written one, if a few edits lead there. */
    public static Optional<String> of(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(written);
        int fewest = Math.max(1, Math.min(3, plain.length() / 3)) + 1;
        String nearest = null;
        for (String name : known) {
            String other = plain(name);
            // Each character too many is an edit at least; to know that is much quicker than to count them.
            if (Math.abs(other.length() - plain.length()) < fewest) {
                int edits = edits(plain, other);
                nearest = edits < fewest ? name : nearest;
                fewest = Math.min(fewest, edits);
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** {@code learning_rate}, {@code learning-rate} and {@code learningRate} are one name to whoever writes them. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
    }

    /** Counts the insertions, removals, replacements and swaps of neighbours that make b of a. */
    static int edits(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], 1 + edits[i - 2][j - 2]);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
