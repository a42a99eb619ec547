package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mnist.data.Holdout;
import mnist.json.Json;
import mnist.json.Located;
import mnist.json.NumberTypes.Whole;
import mnist.json.ValueType;
import mnist.json.WordTypes.Flag;

/** The types of values that only the section {@code data} has. */
final class DataTypes {
    private DataTypes() {}

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
        public Optional<String> read(Located value, String expected) {
            String text = value.json().textValue();
            if (text == null) {
                return value.refuse("wrong type", expected, "Put it in double quotes.");
            }
            if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
                return value.refuse("wrong length", expected, "Name a folder.");
            }
            if (NO_PATH.matcher(text).find()) {
                return value.refuse("not a path", "text without \\u0000 and half surrogate pairs", "Name a folder.");
            }
            return Optional.of(text);
        }

        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "string").put("minLength", 1).put("maxLength", LONGEST);
            schema.put("pattern", "^[^\\u0000]*$");
        }
    }

    /** A number of examples at the end of the file, or an object that says how so many are drawn. */
    record HeldOut() implements ValueType<Holdout> {
        private static final Whole COUNT = new Whole(0, Integer.MAX_VALUE);
        private static final Whole DRAWN = new Whole(1, Integer.MAX_VALUE);
        private static final Whole SEED = new Whole(Long.MIN_VALUE, Long.MAX_VALUE);
        private static final Flag STRATIFIED = new Flag();

        @Override
        public String expected() {
            return COUNT.expected() + ", or an object with count, stratified and seed";
        }

        @Override
        public Optional<Holdout> read(Located value, String expected) {
            if (!value.json().isObject()) {
                return COUNT.read(value, expected).map(count -> Holdout.last(count.intValue()));
            }
            value.checkNames(List.of("count", "stratified", "seed"));
            Optional<Long> count = value.child("count").required(DRAWN);
            Optional<Boolean> stratified = value.child("stratified").orElse(STRATIFIED, false);
            Optional<Long> seed = value.child("seed").orElse(SEED, 1L);
            if (count.isEmpty() || stratified.isEmpty() || seed.isEmpty()) {
                return Optional.empty();
            }
            Holdout.Draw draw = new Holdout.Draw(stratified.get(), seed.get());
            return Optional.of(new Holdout(count.get().intValue(), Optional.of(draw)));
        }

        private record Written(long count, boolean stratified, long seed) {}

        @Override
        public JsonNode write(Holdout value) {
            return value.draw()
                    .map(draw -> Json.tree(new Written(value.count(), draw.stratified(), draw.seed())))
                    .orElse(LongNode.valueOf(value.count()));
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
}
