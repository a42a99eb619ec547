package mnist.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.regex.Pattern;

/**
 * Says in one line why a text is not strict JSON. Jackson's own words are those of a parser, for example "was expecting double-quote
 * to start field name"; these are made of where it stopped, what stands there, and what JSON has in such a place.
 */
final class JsonSyntax {
    private static final String ADVICE = "Perhaps a comma, a quote or a bracket is missing, or there is one too many.";
    private static final String VALUE = "a value: a number, true, false, null, or a text in double quotes";
    private static final Pattern SCALAR = Pattern.compile("true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private JsonSyntax() {}

    /**
     * Returns {@code not valid JSON, found X, expected Y. What to do.}
     *
     * @param location where the parser stopped
     * @param parser of the text, as far as it got
     */
    static String explain(JsonProcessingException cause, String text, JsonLocation location, JsonParser parser) {
        return "not valid JSON, " + found(cause, text, location, parser);
    }

    private static String found(JsonProcessingException cause, String text, JsonLocation location, JsonParser parser) {
        if (cause instanceof StreamConstraintsException) {
            return "too large, expected %s. Make it smaller.".formatted(Json.limits());
        }
        int at = (int) location.getCharOffset();
        if (cause instanceof JsonEOFException || at < 0 || at >= text.length()) {
            return "the text ends too early. " + ADVICE;
        }
        int from = beginOfWord(text, at);
        int to = endOfWord(text, at);
        String found = Quote.text(text.substring(from, to > from ? to : text.offsetByCodePoints(at, 1)));
        if (text.charAt(at) < ' ') {
            return "found a line break or another control character, expected an escape such as \\n. Replace it.";
        }
        if (from > 0 && text.charAt(from - 1) == '\\') {
            return "found \\%s, expected one of the escapes of JSON. Write \\\\ for a backslash.".formatted(found);
        }
        if (text.charAt(at) == '/' || text.charAt(at) == '#') {
            return "found a comment. Remove it: JSON has no comments.";
        }
        return "found %s, expected %s. %s".formatted(found, expected(parser, lastBefore(text, from)), ADVICE);
    }

    /** Says what JSON has after a character, 0 for none, in the object or list where the parser is. */
    private static String expected(JsonParser parser, char before) {
        JsonStreamContext context = parser.getParsingContext();
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
            return before == ':' ? VALUE : "a colon";
        }
        if (context.inRoot()) {
            return parser.currentToken() == null ? VALUE : "nothing after the value";
        }
        boolean isFirstOrNext = before == '{' || before == '[' || before == ',';
        if (context.inObject()) {
            return isFirstOrNext ? "a name in double quotes" : "a comma or }";
        }
        return isFirstOrNext ? VALUE : "a comma or ]";
    }

    /** The parser stops at the end of some words and within others; but a good number or name before the place is none of it. */
    private static int beginOfWord(String text, int at) {
        int begin = at;
        while (begin > 0 && isOfWord(text.charAt(begin - 1))) {
            begin--;
        }
        return SCALAR.matcher(text.substring(begin, endOfWord(text, at))).matches() ? at : begin;
    }

    private static int endOfWord(String text, int at) {
        int end = at;
        while (end < text.length() && isOfWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || "_$.+-".indexOf(c) >= 0;
    }

    private static char lastBefore(String text, int at) {
        String before = text.substring(0, at).stripTrailing();
        return before.isEmpty() ? 0 : before.charAt(before.length() - 1);
    }
}
