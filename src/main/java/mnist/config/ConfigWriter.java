package mnist.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the effective config: every setting that it has, defaults filled in, always in the same order. */
public final class ConfigWriter {
    private ConfigWriter() {}

    /** Returns indented JSON that ends in a newline; {@link ConfigReader} makes an equal config of it. */
    public static String toJson(Config config) {
        return Json.pretty(tree(ConfigFields.ROOT, config)) + "\n";
    }

    /** Returns the same on one line, without a newline. */
    public static String toCompactJson(Config config) {
        return Json.compact(tree(ConfigFields.ROOT, config));
    }

    private static ObjectNode tree(Section section, Config config) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (ConfigEntry entry : section.entries()) {
            if (entry instanceof Section below) {
                object.set(entry.name(), tree(below, config));
            } else if (entry instanceof Field<?> field && field.isIn(config)) {
                object.set(entry.name(), field.toJson(config));
            }
        }
        return object;
    }
}
