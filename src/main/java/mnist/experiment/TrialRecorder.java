package mnist.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.config.Config;
import mnist.data.FileDigest;
import mnist.nn.Network;
import mnist.nn.Parameters;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.MetricsCsv;
import mnist.storage.RunDirectory;
import mnist.training.EpochMetrics;
import mnist.training.Trainer;
import mnist.training.TrainingState;

/**
 * Writes down one of many runs: in memory, and in its files when it ends, after an epoch if a second has passed, and
 * every {@code checkpointSeconds} within one, because the files of an epoch take longer to write than a small network to train.
 * A trial that is killed loses no more than that; a light one, which writes nothing before its end, is lost as a whole.
 */
final class TrialRecorder implements Recorder {
    private static final double SECONDS_BETWEEN_WRITES = 1;

    private final RunDirectory directory;
    private final Config config;
    private final List<FileDigest> data;
    private final RunObserver observer;
    private final List<EpochMetrics> rows = new ArrayList<>();
    private Runnable announcement;
    private long writtenNanos = System.nanoTime();
    private Parameters bestParameters;
    private Checkpoint best;

    TrialRecorder(RunDirectory directory, Config config, List<FileDigest> data, RunObserver observer) {
        this.directory = directory;
        this.config = config;
        this.data = data;
        this.observer = observer;
    }

    /**
     * Makes this the recorder of a trial that is not light.
     *
     * @param newAnnouncement writes down that the trial is running
     */
    TrialRecorder announcedBy(Runnable newAnnouncement) {
        announcement = newAnnouncement;
        return this;
    }

    private boolean isLight() {
        return announcement == null;
    }

    @Override
    public void begin(Trainer trainer) {
        keepBest(trainer);
    }

    @Override
    public boolean minibatchFinished(Trainer trainer) {
        observer.minibatchFinished(trainer);
        writeEvery(config.training().checkpointSeconds(), trainer);
        return !observer.stopRequested();
    }

    @Override
    public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
        rows.add(metrics);
        TrainingState state = trainer.state();
        if (state.isBest()) {
            keepBest(trainer);
        }
        writeEvery(Math.min(SECONDS_BETWEEN_WRITES, config.training().checkpointSeconds()), trainer);
        observer.epochFinished(metrics, state.isBest());
        return !observer.stopRequested();
    }

    /** What a light trial could be resumed from is not kept once it is complete. */
    @Override
    public void end(Trainer trainer) {
        if (isLight() && trainer.state().isComplete(config.training().epochs())) {
            writeRowsAndBest();
            discardLast();
        } else {
            write(trainer);
        }
    }

    private void writeEvery(double seconds, Trainer trainer) {
        if (!isLight() && System.nanoTime() - writtenNanos > seconds * 1e9) {
            announcement.run();
            write(trainer);
        }
    }

    /** The checkpoint to resume from comes last: whatever a crash leaves before it is made again, alike. */
    private void write(Trainer trainer) {
        writeRowsAndBest();
        TrainingState state = trainer.state();
        if (Double.isFinite(state.tally().costSum())
                && trainer.network().parameters().isFinite()) {
            Checkpoint last = new Checkpoint(config, trainer.network(), state, Map.of(), data);
            CheckpointFile.write(directory.last(), last, directory.durability());
        }
        writtenNanos = System.nanoTime();
    }

    /** A network that was the best before this session is on the disk already, like the rows of that time. */
    private void writeRowsAndBest() {
        if (!isLight() && !Files.exists(directory.config())) {
            TrainingRun.writeConfig(directory, config);
        }
        if (!Files.exists(directory.metrics())) {
            MetricsCsv.write(directory.metrics(), rows, directory.durability());
        } else {
            MetricsCsv.append(directory.metrics(), rows, directory.durability());
        }
        rows.clear();
        if (best != null) {
            CheckpointFile.write(directory.best(), best, directory.durability());
            best = null;
        }
    }

    /** Of an earlier session. */
    private void discardLast() {
        try {
            Files.deleteIfExists(directory.last());
        } catch (IOException e) {
            // It takes some room, and does no harm.
            return;
        }
    }

    private void keepBest(Trainer trainer) {
        if (bestParameters == null) {
            bestParameters = trainer.network().parameters().copy();
        } else {
            bestParameters.assign(trainer.network().parameters());
        }
        best = new Checkpoint(config, new Network(bestParameters), trainer.state(), Map.of(), data);
    }
}
