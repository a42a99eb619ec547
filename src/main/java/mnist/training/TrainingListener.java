package mnist.training;

/** Is told how a training goes, on the training's own thread, and decides whether it goes on. */
public interface TrainingListener {
    /** Hears nothing and never stops a training. */
    TrainingListener SILENT = new TrainingListener() {};

    /**
     * A step was taken that does not end its epoch. Called thousands of times a second.
     *
     * @return whether to go on; with false the training returns, and can go on later from this very state
     */
    default boolean minibatchFinished(Trainer trainer) {
        return true;
    }

    /**
     * An epoch ended and was validated.
     *
     * @return whether to go on
     */
    default boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
        return true;
    }
}
