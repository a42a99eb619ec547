package mnist.nn;

import java.util.Optional;

/**
 * A number in the formula of an optimiser or a schedule, which a config sets. It stands beside the formula, and from it come the
 * setting, its messages and its place in the JSON Schema.
 *
 * @param name the last part of the setting's path, for example {@code beta1}
 * @param description one sentence for the user
 * @param allowed what it may be
 * @param standard what it is where it is left out, or nothing where it must be given
 */
public record Coefficient(String name, String description, Interval allowed, Optional<Double> standard) {
    /** Makes one that must be given. */
    public Coefficient(String name, String description, Interval allowed) {
        this(name, description, allowed, Optional.empty());
    }

    /** Returns the same, but it may be left out. */
    public Coefficient orElse(double value) {
        return new Coefficient(name, description, allowed, Optional.of(value));
    }
}
