package mnist.sweep;

import java.util.List;
import java.util.Optional;
import mnist.config.Located;
import mnist.config.NearestName;
import mnist.config.Quote;
import mnist.config.ValueType;

/** What the readers of a spec's parts share. */
final class Fields {
    private Fields() {}

    /** Reports what is no object. */
    static boolean isObject(Located at, String example) {
        if (!at.json().isObject()) {
            String what = at.json().isMissingNode() ? "missing" : "wrong type";
            at.refuse(what, "an object", "Write, for example, " + example + ".");
        }
        return at.json().isObject();
    }

    /** Reports names that nobody knows. */
    static void checkNames(Located object, List<String> known) {
        object.json().fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String advice = NearestName.of(name, known)
                        .map("Did you mean \"%s\"?"::formatted)
                        .orElse("Remove it.");
                String found = '"' + Quote.text(name) + '"';
                object.child(name).refuse("unknown key", found, "one of " + String.join(", ", known), advice);
            }
        });
    }

    /** Reads a value, or takes what stands in where none is written. */
    static <T> Optional<T> orElse(Located at, ValueType<T> type, T standard) {
        return at.json().isMissingNode() ? Optional.of(standard) : type.read(at);
    }

    /** Reads a value that must be there. */
    static <T> Optional<T> required(Located at, ValueType<T> type) {
        return at.json().isMissingNode() ? at.refuse("missing", type.expected(), "Add it.") : type.read(at);
    }
}
