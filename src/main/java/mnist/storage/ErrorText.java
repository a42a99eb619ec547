package mnist.storage;

import java.util.Locale;
import java.util.regex.Pattern;

/** Texts of others in messages: one line, whatever a hostile file put into a name, and not too long. */
final class ErrorText {
    private static final int LONGEST_QUOTE = 60;
    private static final int LONGEST_REASON = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private ErrorText() {}

    /** Returns the text with every control character and line separator written as its Unicode escape. */
    static String oneLine(String text) {
        return UNPRINTABLE
                .matcher(text)
                .replaceAll(match ->
                        String.format(Locale.ROOT, "\\\\u%04x", match.group().codePointAt(0)));
    }

    /** Returns the text in quotation marks, cut where it is too long for a message. */
    static String quote(String text) {
        return text.length() <= LONGEST_QUOTE ? '"' + text + '"' : '"' + text.substring(0, LONGEST_QUOTE) + "…\"";
    }

    /** Returns a library's reason, cut where it quotes too much of a file. */
    static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }
}
