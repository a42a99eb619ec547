package mnist.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.config.ConfigWriter;
import mnist.machine.BlasLibrary;
import mnist.nn.Network;
import mnist.nn.Parameters;
import mnist.storage.AtomicFile;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.MetricsCsv;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.storage.StorageException;
import mnist.training.EpochMetrics;
import mnist.training.Trainer;
import mnist.training.TrainingListener;
import mnist.training.TrainingState;

/**
 * Records one part of a run in its directory: {@code run.json}, the config, a row and checkpoints for each epoch. How often
 * is up to the {@link RunOptions.Mode}; what is not written yet is kept here.
 */
final class Recorder implements TrainingListener {
    private final RunFiles files;
    private final RunWork work;
    private final Durability durability;
    private final RunObserver observer;
    private final long startNanos = System.nanoTime();
    private final double secondsBefore;
    private final List<EpochMetrics> rows = new ArrayList<>();
    private long writtenNanos = startNanos;
    private TrainingState writtenState;
    private RunRecord writtenRecord;
    private RunRecord record;
    private final Snapshot bestSoFar = new Snapshot();
    private Checkpoint best;

    /** @param record of the run, with this part as its last */
    Recorder(RunFiles files, RunWork work, RunRecord record, RunObserver observer) {
        this.files = files;
        this.work = work;
        this.durability = work.mode().durability();
        this.observer = observer;
        this.record = record;
        this.secondsBefore = record.seconds();
    }

    /** Records that the run begins or is resumed; a trial does so with its first results. */
    void begin(Trainer trainer, TrainingState from) {
        boolean fresh = from.equals(TrainingState.START);
        writtenState = fresh ? null : from;
        if (work.mode() == RunOptions.Mode.ALONE) {
            writeConfig();
            writeRecord();
        }
        if (fresh && work.mode() == RunOptions.Mode.ALONE) {
            best = checkpoint(trainer, trainer.network().parameters(), trainer.optimizerState());
            save(trainer);
        } else if (fresh) {
            keepBest(trainer);
        }
        if (fresh) {
            keepStep(trainer);
        }
    }

    @Override
    public boolean minibatchFinished(Trainer trainer) {
        nameWhatComputes();
        observer.minibatchFinished(trainer);
        keepStep(trainer);
        if (work.mode().writesStepAfter(secondsSinceWrite(), checkpointSeconds())) {
            save(trainer);
        }
        return !observer.stopRequested();
    }

    @Override
    public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
        nameWhatComputes();
        rows.add(metrics);
        boolean isBest = trainer.state().isBest();
        if (work.mode().writesEpochAfter(secondsSinceWrite(), checkpointSeconds())) {
            best = isBest ? checkpoint(trainer, trainer.network().parameters(), trainer.optimizerState()) : best;
            save(trainer);
        } else if (isBest) {
            keepBest(trainer);
        }
        keepStep(trainer);
        observer.epochFinished(metrics, isBest);
        return !observer.stopRequested();
    }

    /** Writes what is not written yet: the training is complete, was stopped, or has diverged. */
    void end(Trainer trainer) {
        if (!trainer.state().equals(writtenState)) {
            save(trainer);
        }
    }

    /** Keeps the network if its step is one to be kept; not to resume from, so without the optimiser's state. */
    private void keepStep(Trainer trainer) {
        int every = work.config().training().keepSteps();
        if (every == 0) {
            return;
        }
        TrainingState state = trainer.state();
        long step = (long) state.epoch() * trainer.minibatchesPerEpoch() + state.minibatch();
        Parameters parameters = trainer.network().parameters();
        if (step % every == 0 && parameters.isFinite()) {
            files.createKept();
            CheckpointFile.write(files.kept(step), checkpoint(trainer, parameters, Map.of()), durability);
        }
    }

    /** Writes how the run ended. */
    RunRecord finish(RunStatus status, RunRecord.Results results) {
        record = record.ended(status, new RunRecord.Outcome(seconds(), null), results);
        writeRecord();
        return record;
    }

    /** Writes why the run ended; where that fails too, on a full disk for example, the first error is the one that counts. */
    void fail(RunStatus status, Throwable problem) {
        try {
            record = record.ended(status, new RunRecord.Outcome(seconds(), problem.getMessage()), record.results());
            writeRecord();
        } catch (StorageException second) {
            problem.addSuppressed(second);
        }
    }

    /**
     * The checkpoint to resume from comes last: whatever a crash leaves before it is made again, the same. A best network that
     * is of an earlier part is on the disk already, like the rows of that time.
     */
    private void save(Trainer trainer) {
        boolean light = work.mode() == RunOptions.Mode.LIGHT_TRIAL;
        if (!light && record != writtenRecord) {
            writeRecord();
        }
        if (!Files.exists(files.config())) {
            writeConfig();
        }
        writeRows();
        if (best != null) {
            CheckpointFile.write(files.best(), best, durability);
            best = null;
        }
        if (light && trainer.state().isComplete(work.config().training())) {
            discardLast();
        } else {
            writeLast(trainer);
        }
        writtenNanos = System.nanoTime();
    }

    private void writeRows() {
        if (!Files.exists(files.metrics())) {
            MetricsCsv.write(files.metrics(), rows, durability);
        } else if (!rows.isEmpty()) {
            MetricsCsv.append(files.metrics(), rows, durability);
        }
        rows.clear();
    }

    /** Unless the network is broken: then the state before is worth more. */
    private void writeLast(Trainer trainer) {
        TrainingState state = trainer.state();
        Parameters parameters = trainer.network().parameters();
        if (!state.equals(writtenState) && Double.isFinite(state.tally().costSum()) && parameters.isFinite()) {
            CheckpointFile.write(files.last(), checkpoint(trainer, parameters, trainer.optimizerState()), durability);
            writtenState = state;
        }
    }

    /** Of an earlier part: nobody can resume a light trial that is complete. */
    private void discardLast() {
        try {
            Files.deleteIfExists(files.last());
        } catch (IOException e) {
            // It takes up some room and does no harm.
            return;
        }
    }

    /** Keeps the network as it now is: the training will change it before it is written. */
    private void keepBest(Trainer trainer) {
        bestSoFar.take(trainer);
        best = checkpoint(trainer, bestSoFar.parameters(), bestSoFar.optimizerState());
    }

    private Checkpoint checkpoint(Trainer trainer, Parameters parameters, Map<String, Parameters> optimizerState) {
        return new Checkpoint(
                work.config(),
                new Network(parameters),
                trainer.state(),
                optimizerState,
                work.data().preprocessing(),
                work.data().digests());
    }

    /** Asked for when something was computed, not before: only then is it certain. */
    private void nameWhatComputes() {
        if (record.last().blas() == null) {
            record = record.computedBy(BlasLibrary.current());
        }
    }

    private void writeConfig() {
        AtomicFile.writeText(files.config(), durability, ConfigWriter.toJson(work.config()));
    }

    private void writeRecord() {
        RunJson.write(files.run(), record, durability);
        writtenRecord = record;
    }

    private double checkpointSeconds() {
        return work.config().training().checkpointSeconds();
    }

    private double secondsSinceWrite() {
        return (System.nanoTime() - writtenNanos) / 1e9;
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - startNanos) / 1e9;
    }
}
