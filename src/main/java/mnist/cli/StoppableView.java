package mnist.cli;

import java.nio.file.Path;
import mnist.experiment.RunObserver;
import mnist.training.EpochMetrics;
import mnist.training.Trainer;

/**
 * Lets a run be watched, and stops it when that is asked for.
 *
 * @param view is told everything
 * @param request when the run shall stop
 */
record StoppableView(RunObserver view, StopRequest request) implements RunObserver {
    @Override
    public void runStarted(RunStart start) {
        view.runStarted(start);
    }

    @Override
    public void alreadyComplete(Path directory, int epochs) {
        view.alreadyComplete(directory, epochs);
    }

    @Override
    public void minibatchFinished(Trainer trainer) {
        view.minibatchFinished(trainer);
    }

    @Override
    public void epochFinished(EpochMetrics metrics, boolean best) {
        view.epochFinished(metrics, best);
    }

    @Override
    public boolean stopRequested() {
        return request.isMade();
    }
}
