package mnist.sweep;

import java.nio.file.Path;

/** Watches a sweep. It is called by one thread at a time, but not always by the same. */
public interface SweepObserver {
    /** Sees nothing and never stops a sweep. */
    SweepObserver NONE = new SweepObserver() {};

    /**
     * How far a sweep has come.
     *
     * @param done runs that ended, well or not; those of an earlier session count
     * @param found how many of them an earlier session did
     * @param failed how many of them failed
     * @param running runs under way
     * @param expected how many there will be, as far as that is known
     * @param best the best objective of a trial so far, or NaN
     * @param epochs that this session's runs that ended were for; of halving those of their rungs
     * @param epochsLeft of the runs that have not ended, as far as that is known
     */
    record Progress(
            int done, int found, int failed, int running, int expected, double best, long epochs, long epochsLeft) {}

    /** The sweep begins or is resumed. */
    default void sweepStarted(Path directory, SweepSpec spec, int expected) {}

    /** A run began. */
    default void trialStarted(Progress progress) {}

    /** A run ended, or one that ended in an earlier session was found. */
    default void trialFinished(Trial trial, TrialOutcome outcome, Progress progress) {}

    /** Something keeps runs from beginning, but may pass. */
    default void warned(String warning) {}

    /** Returns whether to save what is under way and return; may be called by several threads at once. */
    default boolean stopRequested() {
        return false;
    }
}
