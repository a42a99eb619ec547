package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import mnist.json.ValueType;

/** What an object of the config may hold: settings, and sections of settings. {@link ConfigTable} lists them all. */
sealed interface ConfigEntry {
    /** Returns the path from the root, for example {@code training.epochs}. */
    String path();

    /** Returns one sentence for the user. */
    String description();

    /** Returns whether the config cannot do without. */
    boolean isRequired();

    /** Returns the settings: itself, or all that the section holds. */
    Stream<Setting<?>> settings();

    /** Returns the last part of the path. */
    default String name() {
        return path().substring(path().lastIndexOf('.') + 1);
    }

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
    record Setting<T>(
            String path,
            String description,
            ValueType<T> type,
            Function<Config, T> getter,
            Optional<T> standard,
            Optional<Owner<?>> owner)
            implements ConfigEntry {
        /** Makes a setting that must be given. */
        static <T> Setting<T> of(String path, String description, ValueType<T> type, Function<Config, T> getter) {
            return new Setting<>(path, description, type, getter, Optional.empty(), Optional.empty());
        }

        /** Makes a setting that may be left out. */
        static <T> Setting<T> of(
                String path, String description, ValueType.Defaulted<T> type, Function<Config, T> getter) {
            return new Setting<>(
                    path, description, type.type(), getter, Optional.of(type.standard()), Optional.empty());
        }

        /** Makes this a setting that exists with some values of another one only. */
        <E> Setting<T> onlyWith(Setting<E> selector, List<E> values) {
            Owner<E> with = new Owner<>(selector, values);
            return new Setting<>(path, description, type, getter, standard, Optional.of(with));
        }

        /** Returns whether a config has this setting. */
        boolean isIn(Config config) {
            return owner.map(with ->
                            with.values().contains(with.selector().getter().apply(config)))
                    .orElse(true);
        }

        /** Returns whether the config cannot do without where all else is left out. */
        boolean isNeededByDefault() {
            return standard.isEmpty() && owner.map(Owner::isByDefault).orElse(true);
        }

        /** Returns the setting's value in a config that has it, as JSON. */
        JsonNode toJson(Config config) {
            return type.write(getter.apply(config));
        }

        @Override
        public boolean isRequired() {
            return standard.isEmpty() && owner.isEmpty();
        }

        @Override
        public Stream<Setting<?>> settings() {
            return Stream.of(this);
        }
    }

    /**
     * Whose a setting is, for example that of the optimiser {@code momentum}.
     *
     * @param selector a name, in the same section and before the settings that depend on it
     * @param values the names to which the setting belongs
     */
    record Owner<E>(Setting<E> selector, List<E> values) {
        /** Returns whether one of the names is the selector's default. */
        boolean isByDefault() {
            return selector.standard().filter(values::contains).isPresent();
        }

        /** Returns the names as configs write them. */
        List<String> names() {
            return values.stream()
                    .map(value -> selector.type().write(value).textValue())
                    .toList();
        }
    }

    /**
     * Settings that belong together, an object in the file.
     *
     * @param path empty for the config itself
     * @param description one sentence for the user
     * @param entries in the order in which they are written
     */
    record Section(String path, String description, List<ConfigEntry> entries) implements ConfigEntry {
        static Section of(String path, String description, ConfigEntry... entries) {
            return new Section(path, description, List.of(entries));
        }

        /** Returns the names of the entries. */
        List<String> names() {
            return entries.stream().map(ConfigEntry::name).toList();
        }

        @Override
        public boolean isRequired() {
            return settings().anyMatch(Setting::isNeededByDefault);
        }

        @Override
        public Stream<Setting<?>> settings() {
            return entries.stream().flatMap(ConfigEntry::settings);
        }
    }
}
