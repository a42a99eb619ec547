package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
 * @param owner the values of another setting with which this one exists, or nothing where it always does
 */
record Field<T>(
        String path,
        String description,
        ValueType<T> type,
        Function<Config, T> getter,
        Optional<T> standard,
        Optional<Owner<?>> owner)
        implements ConfigEntry {
    /**
     * Whose a setting is, for example that of the optimiser {@code momentum}.
     *
     * @param selector a name, in the same section and before the settings that depend on it
     * @param values the names to which the setting belongs
     */
    record Owner<E>(Field<E> selector, List<E> values) {
        /** Returns the names as configs write them. */
        List<String> names() {
            return values.stream()
                    .map(value -> selector.type().write(value).textValue())
                    .toList();
        }
    }

    /** Makes a setting that must be given. */
    static <T> Field<T> of(String path, String description, ValueType<T> type, Function<Config, T> getter) {
        return new Field<>(path, description, type, getter, Optional.empty(), Optional.empty());
    }

    /** Makes this a setting that may be left out. */
    Field<T> orElse(T value) {
        return new Field<>(path, description, type, getter, Optional.of(value), owner);
    }

    /** Makes this a setting that exists with some values of another one only. */
    <E> Field<T> onlyWith(Field<E> selector, List<E> values) {
        Owner<E> with = new Owner<>(selector, values);
        return new Field<>(path, description, type, getter, standard, Optional.of(with));
    }

    /** Returns whether a config has this setting. */
    boolean isIn(Config config) {
        return owner.map(with -> with.values().contains(with.selector().getter().apply(config)))
                .orElse(true);
    }

    /** Returns the setting's value in a config that has it, as JSON. */
    JsonNode toJson(Config config) {
        return type.write(getter.apply(config));
    }

    @Override
    public boolean isRequired() {
        return standard.isEmpty() && owner.isEmpty();
    }
}
