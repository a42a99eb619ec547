package mnist.json;

import com.fasterxml.jackson.databind.JsonNode;
import mnist.data.Printable;

/** What a user wrote, made fit for one line of a message: short, and without characters that act on a terminal. */
public final class Quote {
    private static final int LONGEST = 60;

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
        return Printable.of(shorten(text, LONGEST));
    }

    /** Cuts a text to a number of characters, the last of them an ellipsis where something is missing. */
    public static String shorten(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
