package mnist.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;

/**
 * Builds a tree of exactly one JSON value, and tells where each part of it stands, which Jackson's own trees forget.
 * Whole numbers of 64 bits become {@code long}, larger ones {@code BigInteger}, all others {@code BigDecimal}, so that
 * nothing is rounded before it is checked.
 */
final class TreeBuilder {
    /** Hears of each value when it is read. */
    interface Listener {
        /** The value below {@code key}, a name or an index, of an object or a list begins at the location. */
        default void value(JsonNode container, Object key, JsonLocation location) {}

        /** A name stands a second time in an object; if this returns, the first value is kept. */
        void repeated(String name, JsonLocation location);
    }

    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);

    private final String text;
    private final JsonParser parser;
    private final Listener listener;
    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    TreeBuilder(String text, Listener listener) {
        this.text = text;
        this.parser = Json.parser(text);
        this.listener = listener;
    }

    /** @throws JsonSyntaxException if the text is not exactly one value */
    JsonNode build() {
        try {
            if (parser.nextToken() == null) {
                throw refuse("no JSON, found an empty text, expected an object in braces. Write one.", null);
            }
            JsonNode root = value();
            if (parser.nextToken() != null) {
                throw refuse("not valid JSON, found text after its end, expected one value. Remove the rest.", null);
            }
            return root;
        } catch (JsonProcessingException e) {
            throw JsonSyntaxException.of(e, text, parser);
        } catch (NumberFormatException e) {
            throw refuse("number too large, found a huge exponent, expected a usual one. Correct it.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonSyntaxException refuse(String message, Throwable cause) {
        return new JsonSyntaxException(message, parser.currentTokenLocation(), cause);
    }

    private JsonNode value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            default -> nodes.nullNode();
        };
    }

    private JsonNode whole(BigInteger value) {
        boolean fits = value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0;
        return fits ? nodes.numberNode(value.longValue()) : nodes.numberNode(value);
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = nodes.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonLocation location = parser.currentTokenLocation();
            parser.nextToken();
            if (object.has(name)) {
                listener.repeated(name, location);
                value();
            } else {
                listener.value(object, name, parser.currentTokenLocation());
                object.set(name, value());
            }
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            listener.value(array, array.size(), parser.currentTokenLocation());
            array.add(value());
        }
        return array;
    }
}
