package mnist.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Values that are one of a few words. */
public final class WordTypes {
    private WordTypes() {}

    /** One of a few names, each of which stands for a constant. */
    public static final class Name<E> implements ValueType<E> {
        private final Map<String, E> constants = new LinkedHashMap<>();
        private final Function<E, String> label;

        /** Makes a type of the given constants, each called by its label. */
        public Name(List<E> allowed, Function<E, String> label) {
            this.label = label;
            allowed.forEach(constant -> constants.put(label.apply(constant), constant));
        }

        @Override
        public String expected() {
            List<String> names = List.copyOf(constants.keySet());
            String last = names.get(names.size() - 1);
            return names.size() == 1 ? last : String.join(", ", names.subList(0, names.size() - 1)) + " or " + last;
        }

        @Override
        public Optional<E> read(Located value, String expected) {
            String name = value.json().textValue();
            if (name == null) {
                return value.refuse("wrong type", expected, "Put the name in double quotes.");
            }
            if (!constants.containsKey(name)) {
                String advice = NearestName.of(name, constants.keySet())
                        .map("Did you mean \"%s\"?"::formatted)
                        .orElse("Use one of these names.");
                return value.refuse("unknown name", expected, advice);
            }
            return Optional.of(constants.get(name));
        }

        @Override
        public JsonNode write(E value) {
            return TextNode.valueOf(label.apply(value));
        }

        @Override
        public void describe(ObjectNode schema) {
            ArrayNode names = schema.putArray("enum");
            constants.keySet().forEach(names::add);
        }
    }

    /** Yes or no. */
    public record Flag() implements ValueType<Boolean> {
        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public Optional<Boolean> read(Located value, String expected) {
            return value.json().isBoolean()
                    ? Optional.of(value.json().booleanValue())
                    : value.refuse("wrong type", expected, "Write true or false, without quotes.");
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "boolean");
        }
    }

    /**
     * A value that is no text, or a word for none of them, such as {@code "auto"}.
     *
     * @param type of the value
     */
    public record OrWord<T>(ValueType<T> type, String word) implements ValueType<Optional<T>> {
        @Override
        public String expected() {
            return type.expected() + ", or \"" + word + "\"";
        }

        @Override
        public Optional<Optional<T>> read(Located value, String expected) {
            if (word.equals(value.json().textValue())) {
                return Optional.of(Optional.empty());
            }
            return value.json().isTextual()
                    ? value.refuse("unknown name", expected, "Write a value without quotes, or \"" + word + "\".")
                    : type.read(value, expected).map(Optional::of);
        }

        @Override
        public JsonNode write(Optional<T> value) {
            return value.map(type::write).orElse(TextNode.valueOf(word));
        }

        @Override
        public void describe(ObjectNode schema) {
            ArrayNode choices = schema.putArray("anyOf");
            type.describe(choices.addObject());
            choices.addObject().put("const", word);
        }
    }
}
