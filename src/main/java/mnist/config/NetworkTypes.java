package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mnist.nn.Activation;

/** ConfigValues that are lists with an entry for each layer. */
final class NetworkTypes {
    private NetworkTypes() {}

    /** The neurons of each layer, first the inputs, last the classes. */
    record Layers() implements ValueType<List<Integer>> {
        static final int MOST_LAYERS = 64;
        private static final int FEWEST_CLASSES = 2;
        private static final NumberTypes.Whole SIZE = new NumberTypes.Whole(1, 1_000_000);

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
                    .mapToObj(value::child)
                    .flatMap(element -> SIZE.read(element).stream())
                    .toList();
            return sizes.size() < count ? Optional.empty() : withClasses(value, sizes);
        }

        private static Optional<List<Integer>> withClasses(Located value, List<Long> sizes) {
            if (sizes.get(sizes.size() - 1) < FEWEST_CLASSES) {
                return value.child(sizes.size() - 1)
                        .refuse(
                                "too few classes",
                                "%d or more in the last layer".formatted(FEWEST_CLASSES),
                                "Give each class a neuron; digits need 10.");
            }
            return Optional.of(sizes.stream().map(Long::intValue).toList());
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "array").put("minItems", 2).put("maxItems", MOST_LAYERS);
            SIZE.describe(schema.putObject("items"));
        }
    }

    /** One activation for all hidden layers, or a list with one for each. */
    record Hidden() implements ValueType<Hidden.Choice> {
        private static final int MOST_HIDDEN = Layers.MOST_LAYERS - 2;
        private static final TextTypes.Name<Activation> NAME = new TextTypes.Name<>(
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
        public Optional<Choice> read(Located value) {
            if (value.json().isTextual()) {
                return name(value).map(name -> new Choice(List.of(name), true));
            }
            if (!value.json().isArray()) {
                return value.refuse(
                        "wrong type", expected(), "Write, for example, \"sigmoid\" or [\"relu\", \"tanh\"].");
            }
            int count = value.json().size();
            if (count > MOST_HIDDEN) {
                return value.refuse("too long", count + " names", "at most " + MOST_HIDDEN, "Use fewer layers.");
            }
            List<Activation> names = IntStream.range(0, count)
                    .mapToObj(value::child)
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
            if (Activation.STEP.label().equals(value.json().textValue())) {
                return value.refuse(
                        "step has slope 0 everywhere, so no gradient passes it and it is not for hidden layers",
                        NAME.expected(),
                        "Use it as network.output, with the cost perceptron.");
            }
            return NAME.read(value);
        }

        @Override
        public JsonNode write(Choice value) {
            return value.forAll()
                    ? NAME.write(value.names().get(0))
                    : Json.tree(value.names().stream().map(NAME::write).toList());
        }

        @Override
        public void describe(ObjectNode schema) {
            ArrayNode choices = schema.putArray("anyOf");
            NAME.describe(choices.addObject());
            ObjectNode list = choices.addObject().put("type", "array").put("maxItems", MOST_HIDDEN);
            NAME.describe(list.putObject("items"));
        }
    }
}
