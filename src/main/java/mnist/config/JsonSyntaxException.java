package mnist.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text is not strict JSON. The message is one line without a place: what is wrong, found X, expected Y. What to do.
 */
public class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;
    private static final String BRACKETS = "Perhaps a comma, a quote or a bracket is missing or too many.";

    /** Jackson's advice to change its settings is for programmers. */
    private static final Pattern FOR_PROGRAMMERS = Pattern.compile(",? from `[^`]*`|: enable `.*");

    private static final Pattern COMMENT = Pattern.compile("Unexpected character \\('[/#]'.*");
    private static final Pattern TOKEN = Pattern.compile("(?:Unrecognized|Non-standard) token '([^']*)'.*");
    private static final Pattern CHARACTER =
            Pattern.compile("Unexpected character \\('(.)' \\(code [^)]*\\)\\):? *(?:was expecting |expected )(.*)");

    private final int line;
    private final int column;

    JsonSyntaxException(String message, JsonLocation location, Throwable cause) {
        super(Quote.escape(message), cause);
        line = Math.max(1, location.getLineNr());
        column = Math.max(1, location.getColumnNr());
    }

    /** @param reached how far the parser got, for a failure that does not say where it is */
    static JsonSyntaxException of(JsonProcessingException cause, JsonLocation reached) {
        JsonLocation location = cause.getLocation() == null ? reached : cause.getLocation();
        return new JsonSyntaxException("not valid JSON, " + explain(cause), location, cause);
    }

    /** Returns the line of the text, from 1. */
    public int line() {
        return line;
    }

    /** Returns the column of the line, in characters from 1. */
    public int column() {
        return column;
    }

    private static String explain(JsonProcessingException cause) {
        if (cause instanceof JsonEOFException) {
            return "found the end of the text, expected the rest of it. " + BRACKETS;
        }
        String original = cause.getOriginalMessage().lines().findFirst().orElse("");
        String text = Quote.shorten(FOR_PROGRAMMERS.matcher(original).replaceAll(""), LONGEST);
        if (cause instanceof StreamConstraintsException) {
            return "found more than is ever needed (%s), expected less. Make it smaller.".formatted(text);
        }
        if (COMMENT.matcher(text).matches()) {
            return "found a comment, expected none. Remove it: JSON has no comments.";
        }
        Matcher token = TOKEN.matcher(text);
        if (token.matches()) {
            return "found %s, expected a value: a number, true, false, null, or a text in double quotes. Correct it."
                    .formatted(Quote.text(token.group(1)));
        }
        Matcher character = CHARACTER.matcher(text);
        if (character.matches()) {
            String expected = character.group(2).startsWith("a valid value") ? "a value" : character.group(2);
            return "found %s, expected %s. %s".formatted(character.group(1), expected, BRACKETS);
        }
        return "found what JSON does not have (%s), expected JSON. Correct it.".formatted(text);
    }
}
