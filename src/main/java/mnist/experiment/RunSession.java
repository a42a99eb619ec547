package mnist.experiment;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import mnist.config.Config;
import mnist.config.ConfigWriter;
import mnist.data.Dataset;
import mnist.data.FileDigest;
import mnist.data.Split;
import mnist.machine.BlasLibrary;
import mnist.nn.Network;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.Provenance;
import mnist.storage.RunDirectory;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.storage.StorageException;
import mnist.training.DivergedException;
import mnist.training.Evaluator;
import mnist.training.Trainer;
import mnist.training.TrainingState;

/** One process's work on a run: it trains, evaluates at the end, and keeps {@code run.json} true about both. */
final class RunSession {
    private final RunDirectory directory;
    private final Config config;
    private final ExperimentData data;
    private RunOptions.Mode mode = RunOptions.Mode.ALONE;
    private final double secondsBefore;
    private final long startNanos = System.nanoTime();
    private RunRecord record;

    private RunSession(RunDirectory directory, Config config, ExperimentData data, RunRecord record) {
        this.directory = directory;
        this.config = config;
        this.data = data;
        this.record = record.withThreads(cores());
        this.secondsBefore = record.outcome() == null ? 0 : record.outcome().seconds();
    }

    /** Makes this a session of another mode than {@code ALONE}. */
    RunSession in(RunOptions.Mode newMode) {
        mode = newMode;
        record = record.withThreads(cores());
        return this;
    }

    /** How many threads train: a trial has one, because the other cores have trials of their own. */
    private int cores() {
        return mode == RunOptions.Mode.ALONE ? Trainer.usefulCores() : 1;
    }

    /** Begins the first session of a run. */
    static RunSession begin(RunDirectory directory, Config config, ExperimentData data, RunOptions options) {
        Map<String, String> digests = new TreeMap<>();
        for (FileDigest digest : data.digests()) {
            digests.put(digest.file(), digest.sha256());
        }
        RunRecord.Inputs inputs = new RunRecord.Inputs(
                options.commandLine(),
                ConfigWriter.sha256(config),
                new RunRecord.Data(config.data().directory(), data.name().label(), digests),
                config.training().seed());
        BlasLibrary blas = BlasLibrary.current();
        RunRecord record = RunRecord.begin(
                inputs,
                Provenance.current(),
                new RunRecord.Blas(blas.vendor(), blas.core(), blas.threads()),
                Trainer.usefulCores(),
                Instant.now());
        return new RunSession(directory, config, data, record);
    }

    /** Begins another session of a run; the record is that of the run, resumed. */
    static RunSession resume(RunDirectory directory, ResumePoint point, RunRecord record) {
        return new RunSession(directory, point.config(), point.data(), record);
    }

    /** Trains from the given state on, and evaluates the best network on the test set when the last epoch is done. */
    RunResult train(Network network, TrainingState from, RunObserver observer) {
        try {
            if (mode == RunOptions.Mode.ALONE) {
                write(record);
            }
            Trainer trainer = new Trainer(config, network, data.examples(), cores());
            requireWithinEpoch(from, trainer);
            Recorder recorder = recorder(observer);
            if (from.equals(TrainingState.START)) {
                recorder.begin(trainer);
            }
            observer.runStarted(new RunObserver.RunStart(
                    directory.files().directory(),
                    config,
                    network.architecture().parameterCount(),
                    data.examples().training().size(),
                    data.examples().validation().map(set -> set.size()).orElse(0)));
            return finish(train(trainer, from, recorder));
        } catch (DivergedException e) {
            note(RunStatus.DIVERGED, e);
            throw e;
        } catch (RuntimeException | Error e) {
            note(statusAfter(e), e);
            throw e;
        }
    }

    /** A full disk or memory is not a trial's fault: it is as if it had been stopped, and is resumed with the sweep. */
    private RunStatus statusAfter(Throwable problem) {
        boolean machine = problem instanceof StorageException || problem instanceof OutOfMemoryError;
        return machine && mode != RunOptions.Mode.ALONE ? RunStatus.STOPPED : RunStatus.FAILED;
    }

    private void requireWithinEpoch(TrainingState from, Trainer trainer) {
        if (from.minibatch() >= trainer.minibatchesPerEpoch()) {
            throw new StorageException(
                    "%s: is past the end of its epoch, found minibatch %d, expected fewer than %d. %s"
                            .formatted(
                                    directory.last(),
                                    from.minibatch(),
                                    trainer.minibatchesPerEpoch(),
                                    "The file is damaged; start the run again."));
        }
    }

    private Recorder recorder(RunObserver observer) {
        return switch (mode) {
            case ALONE -> new RunRecorder(directory, config, data.digests(), observer);
            case TRIAL ->
                new TrialRecorder(directory, config, data.digests(), observer).announcedBy(() -> write(record));
            case LIGHT_TRIAL -> new TrialRecorder(directory, config, data.digests(), observer);
        };
    }

    /** What was recorded before a divergence is kept, too. */
    private static TrainingState train(Trainer trainer, TrainingState from, Recorder recorder) {
        try {
            TrainingState state = trainer.train(from, recorder);
            recorder.end(trainer);
            return state;
        } catch (DivergedException e) {
            recorder.end(trainer);
            throw e;
        }
    }

    private RunResult finish(TrainingState state) {
        boolean completed = state.isComplete(config.training().epochs());
        RunResult.Test test = completed && mode == RunOptions.Mode.ALONE && state.epoch() > 0 ? test() : null;
        RunStatus status = completed ? RunStatus.COMPLETED : RunStatus.STOPPED;
        RunRecord.Outcome outcome = outcome(null);
        RunResult result = new RunResult(
                directory.files().directory().toString(),
                status,
                config.network().layers(),
                config.network().architecture().parameterCount(),
                state.epoch(),
                RunResult.Best.of(state.best()),
                test,
                outcome.seconds());
        record = record.withResults(result.toRecord());
        write(record.withOutcome(status, outcome));
        return result;
    }

    /** The one look at the test set: with the network that the validation set chose. */
    private RunResult.Test test() {
        Checkpoint best = CheckpointFile.read(directory.best());
        Dataset examples = ExperimentData.load(
                ExperimentData.directory(config), Split.TEST, best.network().architecture());
        return RunResult.Test.of(new Evaluator(best.network(), config.objective(), examples).evaluate());
    }

    private RunRecord.Outcome outcome(String message) {
        return new RunRecord.Outcome(Instant.now(), seconds(), message);
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - startNanos) / 1e9;
    }

    private void write(RunRecord changed) {
        record = changed;
        RunJson.write(directory.run(), record, directory.durability());
    }

    /** Notes why a run ended; where that fails too, on a full disk for example, the first error is the one that counts. */
    private void note(RunStatus status, Throwable problem) {
        try {
            write(record.withOutcome(status, outcome(problem.getMessage())));
        } catch (StorageException second) {
            problem.addSuppressed(second);
        }
    }
}
