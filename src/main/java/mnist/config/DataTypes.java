package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import mnist.data.Holdout;

/** Values that say how a data set is read and divided. */
final class DataTypes {
    private DataTypes() {}

    /** A number of examples at the end of the file, or an object that says how so many are drawn. */
    record HeldOut() implements ValueType<Holdout> {
        private static final NumberTypes.Whole COUNT = new NumberTypes.Whole(0, Integer.MAX_VALUE);
        private static final NumberTypes.Whole DRAWN = new NumberTypes.Whole(1, Integer.MAX_VALUE);
        private static final NumberTypes.Whole SEED = new NumberTypes.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
        private static final Flag STRATIFIED = new Flag();

        @Override
        public String expected() {
            return COUNT.expected() + ", or an object with count, stratified and seed";
        }

        @Override
        public Optional<Holdout> read(Located value) {
            if (!value.json().isObject()) {
                return COUNT.read(value, expected()).map(count -> Holdout.last(count.intValue()));
            }
            value.checkNames(List.of("count", "stratified", "seed"));
            Optional<Long> count = value.child("count").required(DRAWN);
            Optional<Boolean> stratified = value.child("stratified").orElse(STRATIFIED, false);
            Optional<Long> seed = value.child("seed").orElse(SEED, 1L);
            return count.isEmpty() || stratified.isEmpty() || seed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Holdout(
                            count.get().intValue(), Optional.of(new Holdout.Draw(stratified.get(), seed.get()))));
        }

        @Override
        public JsonNode write(Holdout value) {
            if (value.draw().isEmpty()) {
                return LongNode.valueOf(value.count());
            }
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("count", (long) value.count())
                    .put("stratified", value.draw().get().stratified())
                    .put("seed", value.draw().get().seed());
        }

        @Override
        public void describe(ObjectNode schema) {
            ArrayNode choices = schema.putArray("anyOf");
            COUNT.describe(choices.addObject());
            ObjectNode drawn = choices.addObject().put("type", "object");
            ObjectNode properties = drawn.putObject("properties");
            DRAWN.describe(properties.putObject("count"));
            STRATIFIED.describe(properties.putObject("stratified").put("default", false));
            SEED.describe(properties.putObject("seed").put("default", 1));
            drawn.putArray("required").add("count");
            drawn.put("additionalProperties", false);
        }
    }

    /** Yes or no. */
    record Flag() implements ValueType<Boolean> {
        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public Optional<Boolean> read(Located value) {
            return value.json().isBoolean()
                    ? Optional.of(value.json().booleanValue())
                    : value.refuse("wrong type", expected(), "Write true or false, without quotes.");
        }

        @Override
        public JsonNode write(Boolean value) {
            return BooleanNode.valueOf(value);
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "boolean");
        }
    }

    /**
     * A value, or {@code "auto"} for what the program finds out by itself.
     *
     * @param type of the value
     */
    record OrAuto<T>(ValueType<T> type) implements ValueType<Optional<T>> {
        private static final String AUTO = "auto";

        @Override
        public String expected() {
            return type.expected() + ", or \"" + AUTO + "\"";
        }

        @Override
        public Optional<Optional<T>> read(Located value) {
            if (value.json().isTextual()) {
                return AUTO.equals(value.json().textValue())
                        ? Optional.of(Optional.empty())
                        : value.refuse("unknown name", expected(), "Write a value without quotes, or \"auto\".");
            }
            return type.read(value).map(Optional::of);
        }

        @Override
        public JsonNode write(Optional<T> value) {
            return value.map(type::write).orElse(TextNode.valueOf(AUTO));
        }

        @Override
        public void describe(ObjectNode schema) {
            ArrayNode choices = schema.putArray("anyOf");
            type.describe(choices.addObject());
            choices.addObject().put("const", AUTO);
        }
    }
}
