package mnist.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import mnist.config.ConfigEntry.Owner;
import mnist.json.Json;
import org.junit.jupiter.api.Test;

class ConfigSchemaTest {
    @Test
    void checkedInSchemaIsTheGeneratedOne() {
        assertEquals(
                ConfigSchema.json(),
                ConfigTexts.text(ConfigTexts.SCHEMA),
                "write configs/config.schema.json anew: mnist config schema > configs/config.schema.json");
    }

    @Test
    void schemaIsAValidSchemaOfDraft202012() {
        var validator =
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SchemaId.V202012));
        assertEquals(Set.of(), validator.validate(ConfigSchema.json(), InputFormat.JSON));
    }

    /** A config of nothing but the schema's defaults and what it requires reads as one without them. */
    @Test
    void defaultsOfTheSchemaAreThoseOfTheReader() {
        JsonNode properties = Json.parseStrict(ConfigSchema.json()).get("properties");
        ConfigTable.ROOT
                .settings()
                .filter(field -> field.standard().isPresent())
                .forEach(field -> {
                    JsonNode node = properties;
                    for (String name : field.path().split("\\.")) {
                        node = (node.has("properties") ? node.get("properties") : node).get(name);
                    }
                    String type = field.owner()
                            .map(owner ->
                                    type(owner.selector().path(), owner.names().get(0)))
                            .orElse("$schema=none");
                    List<String> options = new ArrayList<>(List.of(type));
                    field.owner().ifPresent(owner -> options.addAll(required(owner)));
                    Config without = ConfigTexts.minimal(options.toArray(String[]::new));
                    options.add(field.path() + "=" + Json.compact(node.get("default")));
                    assertEquals(without, ConfigTexts.minimal(options.toArray(String[]::new)), field.path());
                });
    }

    /** Returns a value for each setting that the first name of an owner asks for. */
    private static List<String> required(Owner<?> owner) {
        return ConfigTable.ROOT
                .settings()
                .filter(setting -> setting.standard().isEmpty() && setting != OptimizerTable.LEARNING_RATE)
                .filter(setting -> setting.owner()
                        .filter(its -> its.selector() == owner.selector()
                                && its.values().contains(owner.values().get(0)))
                        .isPresent())
                .map(setting -> setting.path() + "=1")
                .toList();
    }

    /** An optimiser that finds the length of its steps has no learning rate, which the smallest config has. */
    private static String type(String selector, String name) {
        boolean takesWholeBatch = Arrays.stream(OptimizerType.values())
                .anyMatch(type -> type.takesWholeBatch() && type.label().equals(name));
        return takesWholeBatch ? "optimizer={\"type\": \"%s\"}".formatted(name) : selector + "=" + name;
    }
}
