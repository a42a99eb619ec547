package mnist.config;

import java.util.Locale;

/** The figure of the validation set that says which epoch is the best. */
public enum Monitor {
    /** The fraction that is right; more is better. */
    VALIDATION_ACCURACY,
    /** The mean cost; less is better. */
    VALIDATION_COST;

    /** Returns a figure as a number of which less is better. */
    public double toMinimise(double value) {
        return this == VALIDATION_ACCURACY ? -value : value;
    }

    /** Returns the name that configs and {@code metrics.csv} use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
