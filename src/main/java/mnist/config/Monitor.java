package mnist.config;

/** The figure of the validation set that says which epoch is the best, by the name that configs use. */
public enum Monitor {
    /** The fraction that is right; more is better. */
    VALIDATION_ACCURACY("validation_accuracy"),
    /** The mean cost; less is better. */
    VALIDATION_COST("validation_cost");

    private final String label;

    Monitor(String label) {
        this.label = label;
    }

    /** Returns the name that configs and {@code metrics.csv} use. */
    public String label() {
        return label;
    }
}
