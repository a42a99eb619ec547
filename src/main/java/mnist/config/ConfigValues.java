package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mnist.config.ConfigEntry.Owner;
import mnist.config.ConfigEntry.Section;
import mnist.config.ConfigEntry.Setting;
import mnist.json.Located;
import mnist.json.NearestName;

/**
 * The values of all settings of one text, defaults filled in. A setting that is wrong is reported and has no value, so
 * that the others are still looked at.
 */
final class ConfigValues {
    /** For editors, which find the JSON Schema by it; no setting. */
    static final String SCHEMA_KEY = "$schema";

    private final Map<Setting<?>, Object> values = new HashMap<>();
    private final Map<Setting<?>, Located> written = new HashMap<>();

    private ConfigValues() {}

    static ConfigValues read(Located root) {
        ConfigValues settings = new ConfigValues();
        settings.read(ConfigTable.ROOT, root);
        return settings;
    }

    /** Returns the value, if it was good. */
    @SuppressWarnings("unchecked") // read(Setting, Located) puts in what the setting's own type made
    <T> Optional<T> get(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** Returns the value of a setting, when no problem was reported. */
    <T> T value(Setting<T> setting) {
        return get(setting).orElseThrow();
    }

    /** Returns where a setting stands, or would stand. */
    Located at(Setting<?> setting) {
        return written.get(setting);
    }

    private void read(Section section, Located at) {
        JsonNode json = at.json();
        if (!json.isObject() && !json.isMissingNode()) {
            at.refuse("wrong type", "an object of named settings", "Write, for example, " + example(section) + ".");
            return;
        }
        json.fieldNames().forEachRemaining(name -> checkName(section, at.child(name), name));
        for (ConfigEntry entry : section.entries()) {
            if (entry instanceof Section below) {
                read(below, at.child(entry.name()));
            } else {
                read((Setting<?>) entry, at.child(entry.name()));
            }
        }
    }

    private <T> void read(Setting<T> setting, Located at) {
        written.put(setting, at);
        boolean isWritten = !at.json().isMissingNode();
        if (setting.owner().isPresent() && !belongs(setting.owner().get())) {
            if (isWritten) {
                refuseForeign(setting.owner().get(), at);
            }
            return;
        }
        Optional<T> value = setting.standard();
        if (isWritten) {
            value = setting.type().read(at);
        } else if (value.isEmpty()) {
            at.refuse("missing", setting.type().expected(), "Add it: it has no default.");
        }
        value.ifPresent(good -> values.put(setting, good));
    }

    /** Where the selector itself is wrong, nobody knows, and the setting is read as if it belonged. */
    private boolean belongs(Owner<?> owner) {
        return get(owner.selector()).map(owner.values()::contains).orElse(true);
    }

    private <E> void refuseForeign(Owner<E> owner, Located at) {
        Setting<E> selector = owner.selector();
        String names = String.join(" or ", owner.names());
        at.refuse(
                "belongs to %s %s".formatted(selector.path(), names),
                "with " + selector.type().write(value(selector)).textValue(),
                "only settings of that",
                "Remove it, or set %s=%s."
                        .formatted(selector.path(), owner.names().get(0)));
    }

    private static void checkName(Section section, Located at, String name) {
        if (at.path().equals(SCHEMA_KEY)) {
            if (!at.json().isTextual()) {
                at.refuse("wrong type", "the address of a JSON Schema", "Put it in double quotes, or remove the key.");
            }
        } else if (!section.names().contains(name)) {
            at.refuseName(
                    name, section.names(), NearestName.of(name, section.names()).or(() -> elsewhere(name)));
        }
    }

    /** Returns the path of the setting of another section that has such a name. */
    private static Optional<String> elsewhere(String written) {
        Map<String, String> paths = new LinkedHashMap<>();
        // Of two settings of one name, the one that is nearer to the root is meant more often.
        ConfigTable.ROOT
                .settings()
                .sorted(Comparator.comparing(setting -> setting.path().split("\\.").length))
                .forEach(setting -> paths.putIfAbsent(setting.name(), setting.path()));
        return NearestName.of(written, paths.keySet()).map(paths::get);
    }

    private static String example(Section section) {
        ConfigEntry first = section.entries().get(0);
        return first instanceof Section below
                ? "{\"%s\": %s}".formatted(below.name(), example(below))
                : "{\"%s\": …}".formatted(first.name());
    }
}
