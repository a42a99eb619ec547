package mnist.storage;

import java.util.Locale;

/** How far a run has come. */
public enum RunStatus {
    /** It trains; or it was killed and could not say so. */
    RUNNING,
    /** It came to its last epoch. */
    COMPLETED,
    /** It was asked to stop, and saved its state. */
    STOPPED,
    /** Its cost was no longer a finite number. */
    DIVERGED,
    /** It ended with an error. */
    FAILED;

    /** Returns the name that {@code run.json} uses. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
