package mnist.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter.NopIndenter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import mnist.json.InputException.Problem;

/**
 * The one place for how JSON is read and written.
 *
 * <p>Reading is strict: no comments, no NaN, no repeated keys, nothing after the end, limits on depth and count.
 * Writing takes records, maps, lists and {@link JsonNode}s. An absent optional value and a number that is not finite
 * become {@code null}, because JSON has no other word for them and a key that comes and goes is hard on scripts. Enum
 * constants become lower-case names with hyphens, paths their text.
 */
public final class Json {
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(32)
            .maxTokenCount(50_000)
            .maxNameLength(10_000)
            .build();

    /**
     * Names are not kept in Jackson's shared table, which a hostile file could fill or make slow. Its own writer of doubles gives the
     * shortest text that reads back equal, on every JDK the same.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .addDecorator((factory, generator) -> new ResultModule.FiniteNumbers(generator))
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .addModule(new Jdk8Module())
            .addModule(new ResultModule())
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Spacing.AFTER)
                    .withArrayValueSpacing(Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(NopIndenter.instance));

    private Json() {}

    /** Returns a value as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Returns indented JSON, a list of numbers on one line, without a newline at the end. */
    public static String pretty(Object value) {
        return write(PRETTY, value);
    }

    /** Returns JSON on one line. */
    public static String compact(Object value) {
        return write(MAPPER.writer(), value);
    }

    /**
     * Reads a text that shall be one JSON value.
     *
     * @throws InputException if it is not
     */
    public static JsonNode parseStrict(String text) {
        Document document = new Document(text, "JSON");
        document.throwProblems();
        return document.root().json();
    }

    /**
     * Reads a record that {@link #pretty} or {@link #compact} wrote. Keys that it does not have are skipped, and what is
     * missing is null, empty or 0.
     *
     * @param source what a message calls the text, for example the file's name
     * @throws InputException if the text is no JSON, or a value is not what the record holds there
     */
    public static <T> T read(String text, String source, Class<T> type) {
        Document document = new Document(text, source);
        document.throwProblems();
        try {
            return MAPPER.treeToValue(document.root().json(), type);
        } catch (JsonMappingException e) {
            Located at = document.root();
            for (JsonMappingException.Reference step : e.getPath()) {
                at = at.child(step.getFieldName() == null ? (Object) step.getIndex() : step.getFieldName());
            }
            String found = "wrong value, found %s.".formatted(Quote.json(at.json()));
            throw new InputException(List.of(new Problem(at.place().text(), at.path(), found)), e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read cannot be read", e);
        }
    }

    /** Returns what a text may hold, in the words that follow "expected". */
    static String limits() {
        return "at most %d levels of objects and lists, %d names and values, %d characters of a name, %d digits of a number"
                .formatted(
                        LIMITS.getMaxNestingDepth(),
                        LIMITS.getMaxTokenCount(),
                        LIMITS.getMaxNameLength(),
                        LIMITS.getMaxNumberLength());
    }

    /** Returns a parser of a text; it holds nothing that would have to be closed. */
    static JsonParser parser(String text) {
        try {
            return FACTORY.createParser(text).disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION.mappedFeature());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
