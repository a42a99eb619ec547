package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** The name of a file or folder: any text that a file system takes. */
record TextType() implements ValueType<String> {
    private static final int LONGEST = 4096;

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
        if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(TextType::isHalfCharacter)) {
            return value.refuse("not a path", "text without \\u0000 and half surrogate pairs", "Name a folder.");
        }
        return Optional.of(text);
    }

    /** Half of a surrogate pair has no UTF-8, so it could not be written back. */
    private static boolean isHalfCharacter(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    @Override
    public JsonNode write(String value) {
        return TextNode.valueOf(value);
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "string")
                .put("minLength", 1)
                .put("maxLength", LONGEST)
                .put("pattern", "^[^\\u0000]*$");
    }
}
