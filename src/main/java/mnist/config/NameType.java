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

/** One of a few names, each of which stands for a constant. */
public final class NameType<E> implements ValueType<E> {
    private final Map<String, E> constants = new LinkedHashMap<>();
    private final Function<E, String> label;

    /** Makes a type of the given constants, each called by its label. */
    public NameType(List<E> allowed, Function<E, String> label) {
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
