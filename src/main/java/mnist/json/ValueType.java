package mnist.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a value may be: one description of it for the reader, the writer, the messages and the JSON Schema. */
public interface ValueType<T> {
    /** Returns what is allowed, in the words that follow "expected". */
    String expected();

    /**
     * Returns the value; or reports what is wrong with it and returns nothing.
     *
     * @param expected what is allowed, in the words of whoever takes this or something else
     */
    Optional<T> read(Located value, String expected);

    /** Returns the value; or reports what is wrong with it and returns nothing. */
    default Optional<T> read(Located value) {
        return read(value, expected());
    }

    /** Returns this with the value that stands in where none is written. */
    default Defaulted<T> orElse(T standard) {
        return new Defaulted<>(this, standard);
    }

    /** A value that may be left out. */
    record Defaulted<T>(ValueType<T> type, T standard) {}

    /** Returns the JSON from which {@link #read} makes the same value. */
    default JsonNode write(T value) {
        return Json.tree(value);
    }

    /** Adds the JSON Schema keywords that allow what {@link #read} accepts, as far as a schema can say it. */
    void describe(ObjectNode schema);
}
