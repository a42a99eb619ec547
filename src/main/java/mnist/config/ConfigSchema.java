package mnist.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mnist.config.ConfigEntry.Owner;
import mnist.config.ConfigEntry.Section;
import mnist.config.ConfigEntry.Setting;
import mnist.json.Json;
import mnist.nn.Activation;
import mnist.nn.Cost;

/**
 * Writes the JSON Schema of a config, by which editors complete and check. It comes from the table that the reader
 * uses. What a schema cannot say (how many hidden activations a list needs, how many parameters are too many) only the
 * reader checks.
 */
public final class ConfigSchema {
    private ConfigSchema() {}

    /** Returns the schema, JSON Schema draft 2020-12, with a newline at the end. */
    public static String json() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("title", "mnist config");
        describe(schema, ConfigTable.ROOT);
        ((ObjectNode) schema.get("properties"))
                .putObject(ConfigValues.SCHEMA_KEY)
                .put("description", "Where editors find this schema; mnist does not look at it.")
                .put("type", "string");
        ArrayNode rules = schema.putArray("allOf");
        Arrays.stream(Cost.values())
                .filter(cost -> ConfigRules.outputs(cost).size() < Activation.values().length)
                .forEach(cost -> describe(rules.addObject(), cost));
        return Json.pretty(schema) + "\n";
    }

    private static void describe(ObjectNode schema, Section section) {
        schema.put("description", section.description()).put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (ConfigEntry entry : section.entries()) {
            ObjectNode property = properties.putObject(entry.name());
            if (entry instanceof Section below) {
                describe(property, below);
            } else {
                describe(property, (Setting<?>) entry);
            }
        }
        List<String> required = section.entries().stream()
                .filter(ConfigEntry::isRequired)
                .map(ConfigEntry::name)
                .toList();
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        schema.put("additionalProperties", false);
        section.entries().forEach(entry -> {
            if (entry instanceof Setting<?> setting && setting.owner().isPresent()) {
                describe(
                        schema.withArray("allOf").addObject(),
                        setting,
                        setting.owner().get());
            }
        });
    }

    /** A setting of another type than the one that is written, or stands in for it, is not allowed. */
    private static <E> void describe(ObjectNode rule, Setting<?> setting, Owner<E> owner) {
        String selector = owner.selector().name();
        ObjectNode condition = rule.putObject("if");
        ArrayNode names = condition.putObject("properties").putObject(selector).putArray("enum");
        owner.names().forEach(names::add);
        if (!owner.isByDefault()) {
            condition.putArray("required").add(selector);
        }
        if (setting.standard().isEmpty()) {
            rule.putObject("then").putArray("required").add(setting.name());
        }
        rule.putObject("else").putObject("properties").put(setting.name(), false);
    }

    private static <T> void describe(ObjectNode schema, Setting<T> setting) {
        String only = setting.owner()
                .map(owner ->
                        " Only with %s %s.".formatted(owner.selector().path(), String.join(" or ", owner.names())))
                .orElse("");
        schema.put("description", setting.description() + only);
        setting.type().describe(schema);
        setting.standard()
                .ifPresent(value -> schema.set("default", setting.type().write(value)));
    }

    /** A cost that is left out is the default one, and "if" holds for a property that is not there. */
    private static void describe(ObjectNode rule, Cost cost) {
        ObjectNode condition = rule.putObject("if");
        condition.putObject("properties").putObject(ConfigTable.COST.name()).put("const", cost.label());
        if (!ConfigTable.COST.standard().equals(Optional.of(cost))) {
            condition.putArray("required").add(ConfigTable.COST.name());
        }
        ObjectNode output = rule.putObject("then")
                .putObject("properties")
                .putObject("network")
                .putObject("properties")
                .putObject(ConfigTable.OUTPUT.name());
        ArrayNode names = output.putArray("enum");
        ConfigRules.outputs(cost).forEach(names::add);
    }
}
