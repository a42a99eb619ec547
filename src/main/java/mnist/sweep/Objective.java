package mnist.sweep;

/** What the points of a sweep are ranked by: a figure of the best epoch of a trial, on the validation set. */
public enum Objective {
    /** The fraction that is right; more is better. */
    VALIDATION_ACCURACY("validation_accuracy", true),
    /** The mean cost; less is better. */
    VALIDATION_COST("validation_cost", false);

    private final String label;
    private final boolean higherIsBetter;

    Objective(String label, boolean higherIsBetter) {
        this.label = label;
        this.higherIsBetter = higherIsBetter;
    }

    /** Returns the name that specs and {@code results.csv} use. */
    public String label() {
        return label;
    }

    /** Returns the figure as a number of which less is better. */
    public double toMinimise(double value) {
        return higherIsBetter ? -value : value;
    }
}
