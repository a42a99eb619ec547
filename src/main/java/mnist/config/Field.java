package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * One setting: all that is known of it, in one place.
 *
 * @param path for example {@code training.epochs}
 * @param description one sentence for the user, with the unit
 * @param type what it may hold
 * @param getter takes the value from a config
 * @param standard the value where the setting is left out, or nothing where it must be given
 */
record Field<T>(String path, String description, ValueType<T> type, Function<Config, T> getter, Optional<T> standard)
        implements ConfigEntry {
    /** Makes a setting that must be given. */
    static <T> Field<T> of(String path, String description, ValueType<T> type, Function<Config, T> getter) {
        return new Field<>(path, description, type, getter, Optional.empty());
    }

    /** Makes this a setting that may be left out. */
    Field<T> orElse(T value) {
        return new Field<>(path, description, type, getter, Optional.of(value));
    }

    /** Returns the setting's value in a config, as JSON. */
    JsonNode toJson(Config config) {
        return type.write(getter.apply(config));
    }

    @Override
    public boolean isRequired() {
        return standard.isEmpty();
    }
}
