package mnist.experiment;

import java.nio.file.Path;
import mnist.config.Config;
import mnist.training.EpochMetrics;
import mnist.training.Trainer;

/** Watches one run, on the run's own thread. */
public interface RunObserver {
    /** Sees nothing and never stops a run. */
    RunObserver NONE = new RunObserver() {};

    /**
     * What is known before the first step.
     *
     * @param directory the run directory
     * @param config the effective config
     * @param parameters how many weights and biases the network has
     * @param trainingExamples examples of an epoch
     * @param validationExamples examples that judge each epoch; 0 for none
     */
    record RunStart(Path directory, Config config, long parameters, int trainingExamples, int validationExamples) {}

    /** The data is loaded, the run directory is made, and training begins. */
    default void runStarted(RunStart start) {}

    /** Something makes the run mean something other than it seems to; the text is one line. */
    default void warning(String text) {}

    /** The run was already complete; nothing is trained and nothing is written. */
    default void alreadyComplete(Path directory, int epochs) {}

    /** A step was taken; called thousands of times a second. */
    default void minibatchFinished(Trainer trainer) {}

    /** An epoch ended and is saved. */
    default void epochFinished(EpochMetrics metrics, boolean best) {}

    /** Returns whether the run should save its state and return. */
    default boolean stopRequested() {
        return false;
    }
}
