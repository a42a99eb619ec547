package mnist.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a user wrote, made fit for one line of a message: short, and without characters that act on a terminal. */
public final class Quote {
    private static final int LONGEST = 60;
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]");

    private Quote() {}

    /** Returns a value as JSON, for example {@code "abc"} with its quotes. */
    public static String json(JsonNode value) {
        return text(Json.compact(value));
    }

    /** Returns a text in quotation marks, shortened. */
    public static String quoted(String text) {
        return '"' + text(text) + '"';
    }

    /** Returns a text, shortened. */
    public static String text(String text) {
        return escape(shorten(text, LONGEST));
    }

    /** Cuts a text to a number of characters, the last of them an ellipsis where something is missing. */
    public static String shorten(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    /** Writes control characters, line separators, marks of text direction and half characters by their number. */
    public static String escape(String text) {
        return HIDDEN.matcher(text)
                .replaceAll(
                        c -> String.format(Locale.ROOT, "\\\\u%04x", c.group().codePointAt(0)));
    }
}
