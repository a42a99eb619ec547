package mnist.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import mnist.config.ConfigEntry.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about the config says what the table of settings says. */
class ConfigPageTest {
    private static final List<String> ROWS = ConfigTexts.text(Path.of("src/site/markdown/config.md"))
            .lines()
            .filter(line -> line.matches("\\| `[a-zA-Z0-9.]+` \\|.*"))
            .toList();

    static List<Setting<?>> settings() {
        return ConfigTable.ROOT.settings().toList();
    }

    @Test
    void pageHasARowForEachSettingInTheOrderOfTheTable() {
        assertEquals(
                settings().stream().map(Setting::path).toList(),
                ROWS.stream().map(row -> row.split("`")[1]).toList());
    }

    @ParameterizedTest
    @MethodSource("settings")
    <T> void rowSaysDefaultAndNamesAndOwner(Setting<T> setting) {
        String row = ROWS.get(settings().indexOf(setting));
        String standard = setting.standard()
                .map(value -> setting.type().write(value))
                .map(json -> json.isTextual() ? "`" + json.textValue() + "`" : json.toString())
                .orElse("required");
        assertTrue(row.startsWith("| `%s` | %s |".formatted(setting.path(), standard)), row);
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        setting.type().describe(schema);
        for (JsonNode name : schema.path("enum")) {
            assertTrue(row.contains("`" + name.textValue() + "`"), row);
        }
        setting.owner()
                .ifPresent(owner -> owner.names()
                        .forEach(name -> assertTrue(row.contains("only with") && row.contains("`" + name + "`"), row)));
    }
}
