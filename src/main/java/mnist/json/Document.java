package mnist.json;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import mnist.data.Printable;
import mnist.json.InputException.Problem;
import mnist.json.Located.Place;

/**
 * A JSON text with where each of its values was written, and all that is found to be wrong with it. Whole numbers of 64 bits
 * are {@code long}, larger ones {@code BigInteger}, all others {@code BigDecimal}, so that nothing is rounded before it is
 * checked.
 */
public final class Document {
    private record Entry(Place place, Problem problem) {}

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String source;
    private final JsonNode root;
    private final Map<JsonNode, Map<Object, Place>> places = new IdentityHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /**
     * Reads a text.
     *
     * @param source what a message calls the text, for example the file's name
     * @throws InputException if it is not exactly one JSON value
     */
    public Document(String text, String source) {
        this.source = Printable.of(source);
        JsonParser parser = Json.parser(text);
        try {
            if (parser.nextToken() == null) {
                throw refuse("the text is empty, expected an object in braces. Write one.", parser, null);
            }
            root = value(parser);
            if (parser.nextToken() != null) {
                String message = "not valid JSON, found text after its end, expected one value. Remove the rest.";
                throw refuse(message, parser, null);
            }
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            throw refuse(JsonSyntax.explain(e, text, location, parser), location, e);
        } catch (NumberFormatException e) {
            throw refuse("number too large: its exponent is huge. Write a smaller one.", parser, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the whole text as one value. */
    public Located root() {
        return new Located(this, root, "", new Place(source, 1, 1));
    }

    /** Returns where the value below a name or an index was written, or null if this text does not know. */
    Place place(JsonNode container, Object key) {
        return places.getOrDefault(container, Map.of()).get(key);
    }

    /** Notes where the value below a name or an index was written. */
    void put(JsonNode container, Object key, Place place) {
        places.computeIfAbsent(container, c -> new HashMap<>()).put(key, place);
    }

    /** Adds a problem, which {@link #throwProblems} throws in the order of the places. */
    public void report(Place place, String path, String message) {
        entries.add(new Entry(place, new Problem(place.text(), path, message)));
    }

    /** @throws InputException if anything was reported */
    public void throwProblems() {
        if (!entries.isEmpty()) {
            throw new InputException(entries.stream()
                    .sorted(Comparator.comparing(Entry::place))
                    .map(Entry::problem)
                    .toList());
        }
    }

    private JsonNode value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            default -> NODES.nullNode();
        };
    }

    private static JsonNode whole(BigInteger value) {
        return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    private ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place ofName = at(parser.currentTokenLocation());
            parser.nextToken();
            if (object.has(name)) {
                String found = Quote.text('"' + name + '"');
                report(ofName, "", "repeated key, found %s twice. Remove one of them.".formatted(found));
                value(parser);
            } else {
                put(object, name, at(parser.currentTokenLocation()));
                object.set(name, value(parser));
            }
        }
        return object;
    }

    private ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            put(array, array.size(), at(parser.currentTokenLocation()));
            array.add(value(parser));
        }
        return array;
    }

    private Place at(JsonLocation location) {
        return new Place(source, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private InputException refuse(String message, JsonParser parser, Throwable cause) {
        return refuse(message, parser.currentTokenLocation(), cause);
    }

    private InputException refuse(String message, JsonLocation location, Throwable cause) {
        return new InputException(List.of(new Problem(at(location).text(), "", Printable.of(message))), cause);
    }
}
