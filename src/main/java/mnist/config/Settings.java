package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of all settings of one text, defaults filled in. A setting that is wrong is reported and has no value, so
 * that the others are still looked at.
 */
final class Settings {
    /** For editors, which find the JSON Schema by it; no setting. */
    static final String SCHEMA_KEY = "$schema";

    private final Map<Field<?>, Object> values = new HashMap<>();
    private final Map<Field<?>, Located> written = new HashMap<>();

    private Settings() {}

    static Settings read(Located root) {
        Settings settings = new Settings();
        settings.read(ConfigFields.ROOT, root);
        return settings;
    }

    /** Returns the value, if it was good. */
    @SuppressWarnings("unchecked") // read(Field, Located) puts in what the field's own type made
    <T> Optional<T> get(Field<T> field) {
        return Optional.ofNullable((T) values.get(field));
    }

    /** Returns the value of a setting, when no problem was reported. */
    <T> T value(Field<T> field) {
        return get(field).orElseThrow();
    }

    /** Returns where a setting stands, or would stand. */
    Located at(Field<?> field) {
        return written.get(field);
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
                read((Field<?>) entry, at.child(entry.name()));
            }
        }
    }

    private <T> void read(Field<T> field, Located at) {
        written.put(field, at);
        boolean isWritten = !at.json().isMissingNode();
        if (field.owner().isPresent() && !belongs(field.owner().get())) {
            if (isWritten) {
                refuseForeign(field.owner().get(), at);
            }
            return;
        }
        Optional<T> value = field.standard();
        if (isWritten) {
            value = field.type().read(at);
        } else if (value.isEmpty()) {
            at.refuse("missing", field.type().expected(), "Add it: it has no default.");
        }
        value.ifPresent(good -> values.put(field, good));
    }

    /** Where the selector itself is wrong, nobody knows, and the setting is read as if it belonged. */
    private boolean belongs(Field.Owner<?> owner) {
        return get(owner.selector()).map(owner.values()::contains).orElse(true);
    }

    private <E> void refuseForeign(Field.Owner<E> owner, Located at) {
        Field<E> selector = owner.selector();
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
        } else if (section.entry(name).isEmpty()) {
            List<String> names =
                    section.entries().stream().map(ConfigEntry::name).toList();
            String found = '"' + Quote.text(name) + '"';
            at.refuse("unknown key", found, "one of " + String.join(", ", names), advice(names, name));
        }
    }

    /** Names the nearest key of this section, or else the setting of another section that has such a name. */
    private static String advice(List<String> names, String written) {
        Optional<String> nearest = NearestName.of(written, names);
        if (nearest.isPresent()) {
            return "Did you mean \"%s\"?".formatted(nearest.get());
        }
        List<Field<?>> fields = new ArrayList<>(ConfigFields.ROOT.fields().toList());
        return NearestName.of(written, fields.stream().map(ConfigEntry::name).toList())
                .flatMap(name -> fields.stream()
                        .filter(field -> field.name().equals(name))
                        .findFirst())
                .map(field -> "Did you mean \"%s\"?".formatted(field.path()))
                .orElse("Remove it.");
    }

    private static String example(Section section) {
        ConfigEntry first = section.entries().get(0);
        return first instanceof Section below
                ? "{\"%s\": %s}".formatted(below.name(), example(below))
                : "{\"%s\": …}".formatted(first.name());
    }
}
