package mnist.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    @Override
    public boolean isRequired() {
        return entries.stream().anyMatch(ConfigEntry::isRequired);
    }

    Optional<ConfigEntry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** Returns all settings of this section and of those below it. */
    Stream<Field<?>> fields() {
        return entries.stream().flatMap(entry -> {
            if (entry instanceof Section section) {
                return section.fields();
            }
            return Stream.<Field<?>>of((Field<?>) entry);
        });
    }
}
