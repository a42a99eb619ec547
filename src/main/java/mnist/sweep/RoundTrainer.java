package mnist.sweep;

import java.util.List;

/**
 * Trains the trials of a round: on threads of this process ({@link ThreadTrainer}), or wherever else. What is trained, and what
 * comes of it, does not depend on where.
 */
public interface RoundTrainer extends AutoCloseable {
    /** Trains nothing: whoever collects takes what is there. */
    RoundTrainer NONE = (trials, epochs, round) -> {};

    /** Trains on threads of this process. */
    Maker THREADS = ThreadTrainer::new;

    /** Makes the trainer of a sweep; what it cannot do without is known before anything is written. */
    @FunctionalInterface
    interface Maker {
        /** Makes it; {@code data} holds the examples of this process. */
        RoundTrainer make(SweepSpec spec, SweepFiles files, SweepOptions options, SharedData data);
    }

    /** What a trainer tells, and asks, of its round; by any thread. */
    interface Control {
        /** Returns whether a trial may begin: the sweep was not stopped, and not too many have failed. */
        boolean begin(Trial trial);

        /** Takes the outcome of a trial that began: pending if it was stopped, failed for a reason of its own. */
        void end(Trial trial, TrialOutcome outcome);

        /** Returns whether no more trials may begin: the sweep was stopped, or too many have failed. */
        boolean isOver();

        /** Returns whether to save what is under way. */
        boolean stopRequested();

        /** Tells the user of something that keeps trials from beginning, but may pass. */
        void warn(String warning);
    }

    /**
     * Trains trials, and returns when none of them is under way.
     *
     * @param trials none of them done yet
     * @param epochs how many each is trained for in all; a trial whose config asks for fewer ends there
     * @throws mnist.storage.StorageException if a trial cannot go on for a reason that is not its own, such as a full disk; the
     *     others were stopped and saved
     */
    void train(List<Trial> trials, int epochs, Control round);

    @Override
    default void close() {}
}
