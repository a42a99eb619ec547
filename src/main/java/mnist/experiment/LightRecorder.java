package mnist.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
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

/** Keeps a training in memory and writes it once, when it ends: its rows, its best network, and where it was stopped. */
final class LightRecorder implements Recorder {
    private final RunDirectory directory;
    private final Config config;
    private final List<FileDigest> data;
    private final RunObserver observer;
    private final List<EpochMetrics> rows = new ArrayList<>();
    private Parameters bestParameters;
    private Checkpoint best;

    LightRecorder(RunDirectory directory, Config config, List<FileDigest> data, RunObserver observer) {
        this.directory = directory;
        this.config = config;
        this.data = data;
        this.observer = observer;
    }

    @Override
    public void begin(Trainer trainer) {
        keepBest(trainer);
    }

    @Override
    public boolean minibatchFinished(Trainer trainer) {
        observer.minibatchFinished(trainer);
        return !observer.stopRequested();
    }

    @Override
    public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
        rows.add(metrics);
        TrainingState state = trainer.state();
        if (state.isBest()) {
            keepBest(trainer);
        }
        observer.epochFinished(metrics, state.isBest());
        return !observer.stopRequested();
    }

    /** A network that was the best before this session is on the disk already, like the rows of that time. */
    @Override
    public void end(Trainer trainer) {
        if (best != null) {
            CheckpointFile.write(directory.best(), best, directory.durability());
        }
        TrainingState state = trainer.state();
        boolean complete =
                state.minibatch() == 0 && state.epoch() >= config.training().epochs();
        if (complete) {
            discardLast();
        } else if (trainer.network().parameters().isFinite()) {
            Checkpoint last = new Checkpoint(config, trainer.network(), state, data);
            CheckpointFile.write(directory.last(), last, directory.durability());
        }
        MetricsCsv.write(directory.metrics(), allRows(), directory.durability());
    }

    /** Of an earlier session; nobody goes on from a run that is complete. */
    private void discardLast() {
        try {
            Files.deleteIfExists(directory.last());
        } catch (IOException e) {
            // It takes some room, and does no harm.
            return;
        }
    }

    private List<EpochMetrics> allRows() {
        int first = rows.isEmpty() ? Integer.MAX_VALUE : rows.get(0).epoch();
        List<EpochMetrics> all = new ArrayList<>();
        if (first > 1 && Files.exists(directory.metrics())) {
            MetricsCsv.read(directory.metrics()).stream()
                    .filter(row -> row.epoch() < first)
                    .forEach(all::add);
        }
        all.addAll(rows);
        return all;
    }

    private void keepBest(Trainer trainer) {
        if (bestParameters == null) {
            bestParameters = trainer.network().parameters().copy();
        } else {
            bestParameters.assign(trainer.network().parameters());
        }
        best = new Checkpoint(config, new Network(bestParameters), trainer.state(), data);
    }
}
