package mnist.cluster;

import java.io.Serializable;
import java.util.TreeMap;
import mnist.sweep.TrialOutcome;

/**
 * What a task brings back.
 *
 * @param index of the trial in its round
 * @param outcome of the trial; null if something kept it from being trained that is no fault of its own
 * @param obstacle what that was, with the name of the host; null if there was nothing
 * @param files the content of its run directory by name
 */
record TrialResult(int index, TrialOutcome outcome, String obstacle, TreeMap<String, byte[]> files)
        implements Serializable {
    private static final long serialVersionUID = 1;
}
