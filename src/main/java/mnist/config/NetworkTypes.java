package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import mnist.json.Json;
import mnist.json.Located;
import mnist.json.NumberTypes.Whole;
import mnist.json.ValueType;
import mnist.json.WordTypes.Name;
import mnist.nn.Activation;

/** The types of values that only the section {@code network} has. */
final class NetworkTypes {
    private NetworkTypes() {}

    /** The neurons of each layer, first the inputs, last the classes. */
    record Layers() implements ValueType<List<Integer>> {
        static final int MOST = 64;
        private static final int FEWEST_CLASSES = 2;
        private static final Whole SIZE = new Whole(1, 1_000_000);

        @Override
        public String expected() {
            return "a list of 2 to %d numbers, each %s".formatted(MOST, SIZE.expected());
        }

        @Override
        public Optional<List<Integer>> read(Located value, String expected) {
            if (!value.json().isArray()) {
                return value.refuse("wrong type", expected, "Write, for example, [784, 16, 16, 10].");
            }
            int count = value.json().size();
            if (count < 2 || count > MOST) {
                return value.refuse("wrong length", count + " layers", expected, "Give the inputs and the classes.");
            }
            Optional<List<Long>> sizes = elements(value, SIZE::read);
            if (sizes.isPresent() && sizes.get().get(count - 1) < FEWEST_CLASSES) {
                String fewest = "%d or more in the last layer".formatted(FEWEST_CLASSES);
                return value.child(count - 1)
                        .refuse("too few classes", fewest, "Give each class a neuron; digits need 10.");
            }
            return sizes.map(all -> all.stream().map(Long::intValue).toList());
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "array").put("minItems", 2).put("maxItems", MOST);
            SIZE.describe(schema.putObject("items"));
        }
    }

    /** One activation for all hidden layers, or a list with one for each. */
    record Hidden() implements ValueType<Hidden.Choice> {
        private static final int MOST = Layers.MOST - 2;
        private static final Name<Activation> NAME = new Name<>(
                Arrays.stream(Activation.values())
                        .filter(Activation::canBeHidden)
                        .toList(),
                Activation::label);

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
        public Optional<Choice> read(Located value, String expected) {
            if (value.json().isTextual()) {
                return name(value).map(name -> new Choice(List.of(name), true));
            }
            if (!value.json().isArray()) {
                return value.refuse("wrong type", expected, "Write, for example, \"sigmoid\" or [\"relu\", \"tanh\"].");
            }
            int count = value.json().size();
            return count > MOST
                    ? value.refuse("too long", count + " names", "at most " + MOST, "Use fewer layers.")
                    : elements(value, Hidden::name).map(names -> new Choice(names, false));
        }

        private static Optional<Activation> name(Located value) {
            String name = value.json().textValue();
            if (Activation.SOFTMAX.label().equals(name)) {
                String what = "softmax makes the outputs of a network into probabilities and is not for hidden layers";
                return value.refuse(what, NAME.expected(), "Use it as network.output.");
            }
            if (Activation.STEP.label().equals(name)) {
                String what =
                        "step has slope 0 everywhere, so no gradient passes through it and it is not for hidden layers";
                return value.refuse(what, NAME.expected(), "Use it as network.output, with the cost perceptron.");
            }
            return NAME.read(value);
        }

        @Override
        public JsonNode write(Choice value) {
            List<JsonNode> names = value.names().stream().map(NAME::write).toList();
            return value.forAll() ? names.get(0) : Json.tree(names);
        }

        @Override
        public void describe(ObjectNode schema) {
            ArrayNode choices = schema.putArray("anyOf");
            NAME.describe(choices.addObject());
            ObjectNode list = choices.addObject().put("type", "array").put("maxItems", MOST);
            NAME.describe(list.putObject("items"));
        }
    }

    /** Reads each element of a list; nothing if one of them is wrong. */
    private static <T> Optional<List<T>> elements(Located list, Function<Located, Optional<T>> type) {
        int count = list.json().size();
        List<T> elements = IntStream.range(0, count)
                .mapToObj(list::child)
                .flatMap(element -> type.apply(element).stream())
                .toList();
        return elements.size() < count ? Optional.empty() : Optional.of(elements);
    }
}
