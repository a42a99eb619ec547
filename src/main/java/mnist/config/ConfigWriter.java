package mnist.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mnist.config.ConfigEntry.Section;
import mnist.config.ConfigEntry.Setting;
import mnist.data.Sha256;
import mnist.json.Json;

/** Writes the effective config: every setting that it has, defaults filled in, always in the same order. */
public final class ConfigWriter {
    private ConfigWriter() {}

    /** Returns indented JSON that ends in a newline; {@link ConfigReader} makes an equal config of it. */
    public static String toJson(Config config) {
        return Json.pretty(tree(ConfigTable.ROOT, config)) + "\n";
    }

    /** Returns the same on one line, without a newline. */
    public static String toCompactJson(Config config) {
        return Json.compact(tree(ConfigTable.ROOT, config));
    }

    /** Returns the SHA-256 of the compact effective config in UTF-8, as 64 hexadecimal digits. */
    public static String sha256(Config config) {
        return Sha256.of(toCompactJson(config));
    }

    private static ObjectNode tree(Section section, Config config) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (ConfigEntry entry : section.entries()) {
            if (entry instanceof Section below) {
                object.set(entry.name(), tree(below, config));
            } else if (entry instanceof Setting<?> setting && setting.isIn(config)) {
                object.set(entry.name(), setting.toJson(config));
            }
        }
        return object;
    }
}
