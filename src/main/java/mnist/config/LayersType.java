package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The neurons of each layer, first the inputs, last the classes. */
record LayersType() implements ValueType<List<Integer>> {
    static final int MOST_LAYERS = 64;
    private static final int FEWEST_CLASSES = 2;
    private static final WholeNumberType SIZE = new WholeNumberType(1, 1_000_000);

    @Override
    public String expected() {
        return "a list of 2 to %d numbers, each %s".formatted(MOST_LAYERS, SIZE.expected());
    }

    @Override
    public Optional<List<Integer>> read(Located value) {
        if (!value.json().isArray()) {
            return value.refuse("wrong type", expected(), "Write, for example, [784, 16, 16, 10].");
        }
        int count = value.json().size();
        if (count < 2 || count > MOST_LAYERS) {
            return value.refuse("wrong length", count + " layers", expected(), "Give the inputs and the classes.");
        }
        List<Long> sizes = IntStream.range(0, count)
                .mapToObj(value::element)
                .flatMap(element -> SIZE.read(element).stream())
                .toList();
        return sizes.size() < count ? Optional.empty() : withClasses(value, sizes);
    }

    private static Optional<List<Integer>> withClasses(Located value, List<Long> sizes) {
        if (sizes.get(sizes.size() - 1) < FEWEST_CLASSES) {
            return value.element(sizes.size() - 1)
                    .refuse(
                            "too few classes",
                            "%d or more in the last layer".formatted(FEWEST_CLASSES),
                            "Give each class a neuron; digits need 10.");
        }
        return Optional.of(sizes.stream().map(Long::intValue).toList());
    }

    @Override
    public JsonNode write(List<Integer> value) {
        ArrayNode sizes = JsonNodeFactory.instance.arrayNode();
        value.forEach(sizes::add);
        return sizes;
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "array").put("minItems", 2).put("maxItems", MOST_LAYERS);
        SIZE.describe(schema.putObject("items"));
    }
}
