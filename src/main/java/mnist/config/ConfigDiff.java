package mnist.config;

import java.util.List;

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
