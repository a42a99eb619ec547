package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mnist.nn.Activation;

/** One activation for all hidden layers, or a list with one for each. */
record HiddenType() implements ValueType<HiddenType.Choice> {
    private static final int MOST_HIDDEN = LayersType.MOST_LAYERS - 2;
    private static final NameType<Activation> NAME = new NameType<>(
            Arrays.stream(Activation.values()).filter(Activation::isElementwise).toList(), Activation::label);

    /**
     * What was written.
     *
     * @param names the activations
     * @param forAll whether the one name is for each hidden layer, however many there are
     */
    record Choice(List<Activation> names, boolean forAll) {
        /** Returns the short form where all are the same. */
        static Choice of(List<Activation> hidden) {
            return hidden.stream().distinct().count() == 1
                    ? new Choice(hidden.subList(0, 1), true)
                    : new Choice(hidden, false);
        }

        List<Activation> forLayers(int hiddenLayers) {
            return forAll ? Collections.nCopies(hiddenLayers, names.get(0)) : names;
        }
    }

    @Override
    public String expected() {
        return NAME.expected() + ", or a list of them with one for each hidden layer";
    }

    @Override
    public Optional<Choice> read(Located value) {
        if (value.json().isTextual()) {
            return name(value).map(name -> new Choice(List.of(name), true));
        }
        if (!value.json().isArray()) {
            return value.refuse("wrong type", expected(), "Write, for example, \"sigmoid\" or [\"relu\", \"tanh\"].");
        }
        int count = value.json().size();
        if (count > MOST_HIDDEN) {
            return value.refuse("too long", count + " names", "at most " + MOST_HIDDEN, "Use fewer layers.");
        }
        List<Activation> names = IntStream.range(0, count)
                .mapToObj(value::element)
                .flatMap(element -> name(element).stream())
                .toList();
        return names.size() < count ? Optional.empty() : Optional.of(new Choice(names, false));
    }

    private static Optional<Activation> name(Located value) {
        if (Activation.SOFTMAX.label().equals(value.json().textValue())) {
            return value.refuse(
                    "softmax makes the outputs of a network into probabilities and is not for hidden layers",
                    NAME.expected(),
                    "Use it as network.output.");
        }
        return NAME.read(value);
    }

    @Override
    public JsonNode write(Choice value) {
        if (value.forAll()) {
            return NAME.write(value.names().get(0));
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        value.names().forEach(name -> list.add(NAME.write(name)));
        return list;
    }

    @Override
    public void describe(ObjectNode schema) {
        ArrayNode choices = schema.putArray("anyOf");
        NAME.describe(choices.addObject());
        ObjectNode list = choices.addObject().put("type", "array").put("maxItems", MOST_HIDDEN);
        NAME.describe(list.putObject("items"));
    }
}
