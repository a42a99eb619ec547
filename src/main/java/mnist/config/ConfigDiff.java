package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Finds where two configs differ. */
public final class ConfigDiff {
    private ConfigDiff() {}

    /**
     * One setting that differs.
     *
     * @param path for example {@code training.epochs}
     * @param a its value in the first config, as JSON
     * @param b its value in the second config, as JSON
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
                .filter(field -> !field.toJson(a).equals(field.toJson(b)))
                .map(field -> new Difference(field.path(), text(field.toJson(a)), text(field.toJson(b))))
                .toList();
    }

    /** A text of a config may hold what acts on a terminal, and a difference is printed as a line. */
    private static String text(JsonNode value) {
        return Quote.escape(Json.compact(value));
    }
}
