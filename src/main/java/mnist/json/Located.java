package mnist.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One value of a text on its way to a record.
 *
 * @param document the text it is part of, which collects the problems
 * @param json the value; a missing node where nothing was written
 * @param path the name of the setting, for messages, for example {@code network.layers[1]}
 * @param place where it was written, or else where its parent was
 */
public record Located(Document document, JsonNode json, String path, Place place) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\w$-]{1,60}");

    /**
     * Where a value was written. Places order as a reader meets them: the file from top to bottom, then the command line.
     *
     * @param source the name of the file, or the text of a {@code --set} option
     * @param line from 1; {@link #OPTION} for an option
     * @param column from 1, in characters
     */
    public record Place(String source, int line, int column) implements Comparable<Place> {
        /** The line number of what stands on the command line. */
        public static final int OPTION = Integer.MAX_VALUE;

        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::line).thenComparing(Place::column);

        static Place option(String option) {
            return new Place("--set " + Quote.text(option), OPTION, 0);
        }

        /** Returns what a message begins with, for example {@code configs/a.json:3:17}. */
        public String text() {
            return line == OPTION ? source : source + ":" + line + ":" + column;
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** Returns the value below a name or, in a list, an index; a missing node where there is none. */
    public Located child(Object key) {
        Place known = document.place(json, key);
        JsonNode value = key instanceof Integer index ? json.path(index) : json.path(key.toString());
        return new Located(document, value, pathOf(key), known == null ? place : known);
    }

    /** A name that is not plain stands in quotes and brackets. */
    private String pathOf(Object key) {
        if (key instanceof Integer) {
            return path + "[" + key + "]";
        }
        String name = key.toString();
        if (!PLAIN_NAME.matcher(name).matches()) {
            return path + "[\"" + Quote.text(name) + "\"]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Returns the value as if it had been written elsewhere. */
    Located from(Place other) {
        return new Located(document, json, path, other);
    }

    /** Returns whether this is an object, and reports it if not. */
    public boolean isObject(String example) {
        if (!json.isObject()) {
            refuse(
                    json.isMissingNode() ? "missing" : "wrong type",
                    "an object",
                    "Write, for example, " + example + ".");
        }
        return json.isObject();
    }

    /** Reports the names of an object that nobody knows. */
    public void checkNames(Collection<String> known) {
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                child(name).refuseName(name, known, NearestName.of(name, known));
            }
        });
    }

    /** Reports this member as one that its object does not have. */
    public void refuseName(String name, Collection<String> known, Optional<String> meant) {
        String advice = meant.map("Did you mean \"%s\"?"::formatted).orElse("Remove it.");
        refuse("unknown key", '"' + Quote.text(name) + '"', "one of " + String.join(", ", known), advice);
    }

    /** Reads the value, or takes what stands in where none is written. */
    public <T> Optional<T> orElse(ValueType<T> type, T standard) {
        return json.isMissingNode() ? Optional.of(standard) : type.read(this);
    }

    /** Reads a value that must be there. */
    public <T> Optional<T> required(ValueType<T> type) {
        return json.isMissingNode() ? refuse("missing", type.expected(), "Add it.") : type.read(this);
    }

    /** Reports {@code what, found VALUE, expected …. What to do.} and returns nothing; without "found" where nothing is. */
    public <T> Optional<T> refuse(String what, String expected, String advice) {
        if (!json.isMissingNode()) {
            return refuse(what, Quote.json(json), expected, advice);
        }
        document.report(place, path, "%s, expected %s. %s".formatted(what, expected, advice));
        return Optional.empty();
    }

    /** Reports with the user's words for what was found. */
    public <T> Optional<T> refuse(String what, String found, String expected, String advice) {
        document.report(place, path, "%s, found %s, expected %s. %s".formatted(what, found, expected, advice));
        return Optional.empty();
    }
}
