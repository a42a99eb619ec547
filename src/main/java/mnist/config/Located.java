package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One value of a config on its way to a record.
 *
 * @param document the text it is part of, which collects the problems
 * @param json the value; a missing node where nothing was written
 * @param path the name of the setting, for messages
 * @param place where it was written, or else where its parent was
 */
public record Located(Document document, JsonNode json, String path, Place place) {
    /** Returns a member of an object; a missing node where there is none. */
    public Located child(String name) {
        return inside(name, json.path(name), JsonPath.child(path, name));
    }

    /** Returns an element of a list; a missing node where there is none. */
    public Located element(int index) {
        return inside(index, json.path(index), JsonPath.element(path, index));
    }

    private Located inside(Object key, JsonNode value, String valuePath) {
        Place known = document.place(json, key);
        return new Located(document, value, valuePath, known == null ? place : known);
    }

    /** Reports {@code what, found VALUE, expected …. What to do.} and returns nothing. */
    public <T> Optional<T> refuse(String what, String expected, String advice) {
        return refuse(what, json.isMissingNode() ? "nothing" : Quote.json(json), expected, advice);
    }

    /** Reports with the user's words for what was found. */
    public <T> Optional<T> refuse(String what, String found, String expected, String advice) {
        document.report(place, path, "%s, found %s, expected %s. %s".formatted(what, found, expected, advice));
        return Optional.empty();
    }
}
