package mnist.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.config.ConfigEntry.Setting;
import mnist.data.Printable;
import mnist.json.Json;

/** Finds where two configs differ. */
public final class ConfigDiff {
    private ConfigDiff() {}

    /**
     * One setting that differs.
     *
     * @param path for example {@code training.epochs}
     * @param a its value in the first config, as JSON; {@code none} where the config has no such setting
     * @param b its value in the second config, likewise
     */
    public record Difference(String path, String a, String b) {
        /** Returns {@code path: a, b}. */
        @Override
        public String toString() {
            return "%s: %s, %s".formatted(path, a, b);
        }
    }

    /** Returns every setting of a config by its path, in the order of the effective config, as what is written as JSON. */
    public static Map<String, Object> settings(Config config) {
        Map<String, Object> settings = new LinkedHashMap<>();
        ConfigTable.ROOT
                .settings()
                .filter(setting -> setting.isIn(config))
                .forEach(setting -> settings.put(setting.path(), setting.toJson(config)));
        return settings;
    }

    /** Returns the settings whose values differ, in the order of the effective config. */
    public static List<Difference> between(Config a, Config b) {
        return ConfigTable.ROOT
                .settings()
                .map(setting -> new Difference(setting.path(), text(setting, a), text(setting, b)))
                .filter(difference -> !difference.a().equals(difference.b()))
                .toList();
    }

    /** Says of each of some settings that differs what was found and what was expected, in the words of an error. */
    public static String describe(Config found, Config expected, Set<String> paths) {
        return between(found, expected).stream()
                .filter(difference -> paths.contains(difference.path()))
                .map(difference ->
                        "%s, found %s, expected %s".formatted(difference.path(), difference.a(), difference.b()))
                .collect(Collectors.joining("; "));
    }

    /** A text of a config may hold what acts on a terminal, and a difference is printed as a line. */
    private static String text(Setting<?> setting, Config config) {
        return setting.isIn(config) ? Printable.of(Json.compact(setting.toJson(config))) : "none";
    }
}
