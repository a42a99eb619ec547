package mnist.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        ConfigFields.ROOT
                .fields()
                .filter(field -> field.isIn(config))
                .forEach(field -> settings.put(field.path(), field.toJson(config)));
        return settings;
    }

    /** Returns the settings whose values differ, in the order of the effective config. */
    public static List<Difference> between(Config a, Config b) {
        return ConfigFields.ROOT
                .fields()
                .map(field -> new Difference(field.path(), text(field, a), text(field, b)))
                .filter(difference -> !difference.a().equals(difference.b()))
                .toList();
    }

    /** A text of a config may hold what acts on a terminal, and a difference is printed as a line. */
    private static String text(Field<?> field, Config config) {
        return field.isIn(config) ? Quote.escape(Json.compact(field.toJson(config))) : "none";
    }
}
