package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import mnist.config.Config.TrainingConfig;

/** A number of examples, or {@code "full"} for all of them. */
record BatchSizeType() implements ValueType<Integer> {
    private static final String FULL = "full";

    /** Below {@link TrainingConfig#FULL_BATCH}, so that a number never means "full". */
    private static final WholeNumberType SIZE = new WholeNumberType(1, 1_000_000_000);

    @Override
    public String expected() {
        return SIZE.expected() + ", or \"%s\"".formatted(FULL);
    }

    @Override
    public Optional<Integer> read(Located value) {
        if (value.json().isTextual()) {
            return FULL.equals(value.json().textValue())
                    ? Optional.of(TrainingConfig.FULL_BATCH)
                    : value.refuse("unknown name", expected(), "Write a number without quotes, or \"full\".");
        }
        return SIZE.read(value, expected()).map(Long::intValue);
    }

    @Override
    public JsonNode write(Integer value) {
        return value == TrainingConfig.FULL_BATCH ? TextNode.valueOf(FULL) : IntNode.valueOf(value);
    }

    @Override
    public void describe(ObjectNode schema) {
        ArrayNode choices = schema.putArray("anyOf");
        SIZE.describe(choices.addObject());
        choices.addObject().put("const", FULL);
    }
}
