package mnist.storage;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far a run has come. */
public enum RunStatus {
    /** It trains; or it was killed and could not say so. */
    RUNNING("running"),
    /** It came to its last epoch. */
    COMPLETED("completed"),
    /** It was asked to stop, and saved its state. */
    STOPPED("stopped"),
    /** Its cost was no longer a finite number. */
    DIVERGED("diverged"),
    /** It ended with an error. */
    FAILED("failed");

    private final String label;

    RunStatus(String label) {
        this.label = label;
    }

    /** Returns the name that {@code run.json} uses. */
    @JsonValue
    public String label() {
        return label;
    }
}
