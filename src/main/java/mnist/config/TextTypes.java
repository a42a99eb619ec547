package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** ConfigValues that are texts. */
public final class TextTypes {
    private TextTypes() {}

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
        public Optional<E> read(Located value) {
            String name = value.json().textValue();
            if (name == null) {
                return value.refuse("wrong type", expected(), "Put the name in double quotes.");
            }
            if (!constants.containsKey(name)) {
                String advice = NearestName.of(name, constants.keySet())
                        .map("Did you mean \"%s\"?"::formatted)
                        .orElse("Use one of these names.");
                return value.refuse("unknown name", expected(), advice);
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

    /** The name of a file or folder: any text that a file system takes. */
    record Folder() implements ValueType<String> {
        private static final int LONGEST = 4096;

        /** Half of a surrogate pair has no UTF-8, so it could not be written back. */
        private static final Pattern NO_PATH = Pattern.compile("[\\x00\\p{Cs}]");

        @Override
        public String expected() {
            return "a path of 1 to %d characters".formatted(LONGEST);
        }

        @Override
        public Optional<String> read(Located value) {
            String text = value.json().textValue();
            if (text == null) {
                return value.refuse("wrong type", expected(), "Put it in double quotes.");
            }
            if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
                return value.refuse("wrong length", expected(), "Name a folder.");
            }
            if (NO_PATH.matcher(text).find()) {
                return value.refuse("not a path", "text without \\u0000 and half surrogate pairs", "Name a folder.");
            }
            return Optional.of(text);
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "string")
                    .put("minLength", 1)
                    .put("maxLength", LONGEST)
                    .put("pattern", "^[^\\u0000]*$");
        }
    }
}
