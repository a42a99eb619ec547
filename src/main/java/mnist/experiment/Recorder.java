package mnist.experiment;

import mnist.training.Trainer;
import mnist.training.TrainingListener;

/** Writes down a training in its run directory. */
interface Recorder extends TrainingListener {
    /** The training begins with its initial network. */
    void begin(Trainer trainer);

    /** The training ends: it is complete, was stopped, or has diverged. */
    void end(Trainer trainer);
}
