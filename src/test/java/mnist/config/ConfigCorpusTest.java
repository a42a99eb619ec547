package mnist.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import mnist.json.InputException;
import mnist.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader and the schema, the latter by another program's validator, judge the same files alike. */
class ConfigCorpusTest {
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(ConfigTexts.text(ConfigTexts.SCHEMA));

    static List<Path> good() {
        return ConfigTexts.corpus("good");
    }

    static List<Path> bad() {
        return ConfigTexts.corpus("bad");
    }

    static List<Path> badBeyondSchema() {
        return ConfigTexts.corpus("bad-beyond-schema");
    }

    static List<Path> shipped() {
        return ConfigTexts.shipped();
    }

    @ParameterizedTest
    @MethodSource({"good", "shipped"})
    void goodConfigIsGoodToBoth(Path file) {
        ConfigReader.read(file, List.of());
        assertEquals(Set.of(), judgeBySchema(file));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badConfigIsBadToBoth(Path file) {
        assertRefused(file);
        assertNotEquals(Set.of(), judgeBySchema(file));
    }

    /** The list is honest: what the schema could say belongs to the bad ones. */
    @ParameterizedTest
    @MethodSource("badBeyondSchema")
    void whatASchemaCannotSayIsBadToTheReaderOnly(Path file) {
        assertRefused(file);
        if (isJson(file)) {
            assertEquals(Set.of(), judgeBySchema(file));
        }
    }

    private static void assertRefused(Path file) {
        InputException e = assertThrows(InputException.class, () -> ConfigReader.read(file, List.of()));
        assertTrue(e.getMessage().startsWith(file.toString() + ":"), e.getMessage());
        assertEquals(e.problems().size(), e.getMessage().lines().count(), e.getMessage());
    }

    private static boolean isJson(Path file) {
        try {
            Json.parseStrict(ConfigTexts.text(file));
            return true;
        } catch (InputException e) {
            return false;
        }
    }

    private static Set<ValidationMessage> judgeBySchema(Path file) {
        JsonNode tree = Json.parseStrict(ConfigTexts.text(file));
        return SCHEMA.validate(tree);
    }
}
