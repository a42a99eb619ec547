package mnist.experiment;

import java.util.List;
import java.util.Map;
import mnist.config.Config;
import mnist.data.FileDigest;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.Durability;
import mnist.storage.MetricsCsv;
import mnist.storage.RunDirectory;
import mnist.training.EpochMetrics;
import mnist.training.Trainer;
import mnist.training.TrainingState;

/**
 * Writes down a training as it goes: a row and checkpoints after every epoch, a checkpoint now and then within a long one,
 * and one where it is stopped.
 */
final class RunRecorder implements Recorder {
    private final RunDirectory directory;
    private final Config config;
    private final List<FileDigest> data;
    private final RunObserver observer;
    private final long checkpointNanos;
    private long savedNanos = System.nanoTime();

    RunRecorder(RunDirectory directory, Config config, List<FileDigest> data, RunObserver observer) {
        this.directory = directory;
        this.config = config;
        this.data = data;
        this.observer = observer;
        this.checkpointNanos = (long) (config.training().checkpointSeconds() * 1e9);
    }

    @Override
    public boolean minibatchFinished(Trainer trainer) {
        observer.minibatchFinished(trainer);
        boolean stop = observer.stopRequested();
        if (stop || System.nanoTime() - savedNanos > checkpointNanos) {
            saveLast(trainer);
        }
        return !stop;
    }

    @Override
    public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
        // The checkpoint to resume from comes last: whatever a crash leaves before it is made again, alike.
        MetricsCsv.append(directory.metrics(), List.of(metrics), Durability.FORCED);
        TrainingState state = trainer.state();
        if (state.isBest()) {
            saveBest(trainer);
        }
        saveLast(trainer);
        observer.epochFinished(metrics, state.isBest());
        return !observer.stopRequested();
    }

    @Override
    public void begin(Trainer trainer) {
        saveBest(trainer);
        saveLast(trainer);
    }

    /** All is written already. */
    @Override
    public void end(Trainer trainer) {}

    private void saveBest(Trainer trainer) {
        CheckpointFile.write(directory.best(), checkpoint(trainer), Durability.FORCED);
    }

    /** Saves the state to resume from, unless the network is broken: then the one before is worth more. */
    private void saveLast(Trainer trainer) {
        savedNanos = System.nanoTime();
        if (trainer.network().parameters().isFinite()) {
            CheckpointFile.write(directory.last(), checkpoint(trainer), Durability.FORCED);
        }
    }

    private Checkpoint checkpoint(Trainer trainer) {
        return new Checkpoint(config, trainer.network(), trainer.state(), Map.of(), data);
    }
}
