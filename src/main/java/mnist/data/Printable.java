package mnist.data;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text for one line of a message. A file's name may hold a line break, or characters that act on a terminal. */
public final class Printable {
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /** Writes control characters, line separators, marks of text direction and half characters by their number. */
    public static String of(String text) {
        return HIDDEN.matcher(text)
                .replaceAll(
                        c -> String.format(Locale.ROOT, "\\\\u%04x", c.group().codePointAt(0)));
    }
}
