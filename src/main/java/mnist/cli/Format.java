package mnist.cli;

import java.util.Locale;
import mnist.storage.Csv;

/** Numbers as people read them; the same in every locale. */
final class Format {
    private Format() {}

    /** Returns a fraction as a percentage with two decimals, {@code 94.95 %}; a dash where there is none. */
    static String percent(double fraction) {
        return Double.isNaN(fraction) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }

    /** Returns a cost with four decimals. */
    static String cost(double cost) {
        return String.format(Locale.ROOT, "%.4f", cost);
    }

    /** Returns a whole number with commas, {@code 13,002}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Returns a whole number with what it counts, {@code 1 epoch} or {@code 30 epochs}. */
    static String count(long count, String what) {
        return count(count, what, what + "s");
    }

    /** Returns a whole number with what it counts, {@code 1 class} or {@code 10 classes}. */
    static String count(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    /** Returns a number with as few digits as tell it, {@code 0.1}, {@code 3}. */
    static String shortest(double number) {
        return Csv.number(number).replaceFirst("\\.0$", "");
    }

    /** Returns a positive number in three digits and a letter at most: {@code 980}, {@code 12.3k}, {@code 1.25M}. */
    static String rounded(double number) {
        String[] letters = {"", "k", "M", "G"};
        int thousands = 0;
        double scaled = number;
        while (scaled >= 999.5 && thousands < letters.length - 1) {
            scaled /= 1000;
            thousands++;
        }
        int decimals = thousands == 0 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", scaled) + letters[thousands];
    }

    /** Returns {@code p = 0.0312}; of what is too small for a number, {@code p < 1e-300}. */
    static String probability(double p) {
        return p < 1e-300 ? "p < 1e-300" : String.format(Locale.ROOT, "p = %.3g", p);
    }

    /** Returns a duration as {@code 0.18 s}, {@code 12 s}, {@code 3 min 05 s} or {@code 2 h 03 min}. */
    static String duration(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
    }
}
