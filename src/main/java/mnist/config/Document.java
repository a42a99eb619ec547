package mnist.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import mnist.config.ConfigException.Problem;
import mnist.config.Located.Place;

/** A JSON text with where each of its values was written, and all that is found to be wrong with it. */
public final class Document {
    private record Entry(Place place, Problem problem) {}

    private final String source;
    private final JsonNode root;
    private final Map<JsonNode, Map<Object, Place>> places = new IdentityHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /**
     * Reads a text.
     *
     * @param source what a message calls the text, for example the file's name
     * @throws ConfigException if it is not JSON
     */
    public Document(String text, String source) {
        this.source = Quote.escape(source);
        try {
            root = new TreeBuilder(text, new Listener()).build();
        } catch (JsonSyntaxException e) {
            String place = new Place(this.source, e.line(), e.column()).text();
            throw new ConfigException(List.of(new Problem(place, "", e.getMessage())), e);
        }
    }

    /** Returns the whole text as one value. */
    public Located root() {
        return new Located(this, root, "", new Place(source, 1, 1));
    }

    /** Returns where the value below a name or an index was written, or nothing if this text does not know. */
    Place place(JsonNode container, Object key) {
        return places.getOrDefault(container, Map.of()).get(key);
    }

    /** Adds a problem, which {@link #throwProblems} throws in the order of the places. */
    public void report(Place place, String path, String message) {
        entries.add(new Entry(place, new Problem(place.text(), path, message)));
    }

    /** @throws ConfigException if anything was reported */
    public void throwProblems() {
        if (!entries.isEmpty()) {
            throw new ConfigException(entries.stream()
                    .sorted(Comparator.comparing(Entry::place))
                    .map(Entry::problem)
                    .toList());
        }
    }

    /** Notes where the value below a name or an index was written. */
    void put(JsonNode container, Object key, Place place) {
        places.computeIfAbsent(container, c -> new HashMap<>()).put(key, place);
    }

    private final class Listener implements TreeBuilder.Listener {
        @Override
        public void value(JsonNode container, Object key, JsonLocation location) {
            put(container, key, at(location));
        }

        @Override
        public void repeated(String name, JsonLocation location) {
            report(at(location), "", Json.repeated(name));
        }

        private Place at(JsonLocation location) {
            return new Place(source, location.getLineNr(), location.getColumnNr());
        }
    }
}
