package mnist.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.data.Dataset;
import mnist.nn.Parameters;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.MetricsCsv;
import mnist.storage.Provenance;
import mnist.storage.RunDirectory;
import mnist.storage.RunFiles;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.storage.StorageException;
import mnist.training.DivergedException;
import mnist.training.EpochMetrics;
import mnist.training.LayerHealth;
import mnist.training.Trainer;
import mnist.training.TrainingState;

/**
 * One process's work on a run: it trains from a checkpoint on, and evaluates the best network when the last epoch is done.
 *
 * @param directory which this process alone may write in
 * @param work what the run works with
 * @param record of the run, with this part as its last
 */
record RunSession(Path directory, RunWork work, RunRecord record) {
    /** Returns a part of a run that begins now. */
    static RunRecord.Part part(
            RunOptions.Mode mode, boolean portable, boolean acceptedOtherBits, List<String> command) {
        return new RunRecord.Part(
                List.copyOf(command),
                Provenance.current(),
                null,
                portable,
                acceptedOtherBits,
                mode.threads(),
                Instant.now(),
                null);
    }

    /**
     * Begins a new run in a directory of its own, and trains it.
     *
     * @param from what it begins with in place of start values
     */
    static RunResult start(RunWork work, Optional<FineTuning> from, RunOptions options, RunObserver observer) {
        try (RunDirectory directory = RunDirectory.create(options.directory(), options.force())) {
            RunRecord record = RunRecord.begin(
                    work.inputs(options.noTest())
                            .startedFrom(from.map(FineTuning::record).orElse(null)),
                    part(work.mode(), options.portable(), false, options.commandLine()));
            Checkpoint start = new Checkpoint(
                    work.config(),
                    from.map(tuning -> tuning.checkpoint().network()).orElseGet(work.config()::initialNetwork),
                    TrainingState.START,
                    Map.of(),
                    work.data().preprocessing(),
                    work.data().digests());
            return new RunSession(directory.files().directory(), work, record).train(start, observer);
        }
    }

    /** Trains from a checkpoint on. */
    RunResult train(Checkpoint from, RunObserver observer) {
        Recorder recorder = new Recorder(new RunFiles(directory), work, record, observer);
        try {
            Trainer trainer = new Trainer(
                    work.config(),
                    from.network(),
                    work.data().examples(),
                    work.mode().threads());
            requireWithinEpoch(from.state(), trainer);
            if (!from.state().equals(TrainingState.START)) {
                restoreOptimizer(from.optimizerState(), trainer.optimizerState());
            }
            recorder.begin(trainer, from.state());
            observer.runStarted(new RunObserver.RunStart(
                    directory,
                    work.config(),
                    from.network().architecture().parameterCount(),
                    work.data().examples().training().size(),
                    work.data().examples().validation().map(Dataset::size).orElse(0)));
            return finish(train(trainer, from.state(), recorder), trainer, recorder);
        } catch (DivergedException e) {
            DivergedException told = explain(e, from);
            recorder.fail(RunStatus.DIVERGED, told);
            throw told;
        } catch (RuntimeException | Error e) {
            recorder.fail(statusAfter(e), e);
            throw e;
        }
    }

    /** A full disk or memory is not a trial's fault: it is as if it had been stopped, and is resumed with the sweep. */
    private RunStatus statusAfter(Throwable problem) {
        boolean machine = problem instanceof StorageException || problem instanceof OutOfMemoryError;
        return machine && work.mode() != RunOptions.Mode.ALONE ? RunStatus.STOPPED : RunStatus.FAILED;
    }

    private void restoreOptimizer(Map<String, Parameters> saved, Map<String, Parameters> state) {
        if (!saved.keySet().equals(state.keySet())) {
            throw new StorageException("%s: has the state of another optimiser, found %s, expected %s. %s"
                    .formatted(
                            new RunFiles(directory).last(),
                            saved.keySet(),
                            state.keySet(),
                            "Restore the run's own file, or start the run again."));
        }
        state.forEach((name, values) -> values.assign(saved.get(name)));
    }

    private void requireWithinEpoch(TrainingState from, Trainer trainer) {
        if (from.minibatch() >= trainer.minibatchesPerEpoch()) {
            throw new StorageException(
                    "%s: is past the end of its epoch, found minibatch %d, expected fewer than %d. %s"
                            .formatted(
                                    new RunFiles(directory).last(),
                                    from.minibatch(),
                                    trainer.minibatchesPerEpoch(),
                                    "The file is damaged; start the run again."));
        }
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

    /** One run alone takes the time to take its last steps again; the trials of a sweep do not. */
    private DivergedException explain(DivergedException problem, Checkpoint start) {
        RunFiles files = new RunFiles(directory);
        return work.mode() == RunOptions.Mode.ALONE
                ? Divergence.explain(
                        problem, work, Files.exists(files.last()) ? CheckpointFile.read(files.last()) : start)
                : problem;
    }

    private RunRecord.Insides insides(Trainer trainer) {
        List<LayerHealth> layers = LayerHealth.of(
                trainer.network(),
                work.config().objective(),
                work.data().examples().training());
        List<EpochMetrics> rows = MetricsCsv.read(new RunFiles(directory).metrics());
        return new RunRecord.Insides(layers, DeadEnds.of(work.config(), layers, rows));
    }

    private RunResult finish(TrainingState state, Trainer trainer, Recorder recorder) {
        boolean completed = state.isComplete(work.config().training());
        RunRecord.Test test = null;
        if (completed && state.epoch() > 0 && work.test().isPresent()) {
            Checkpoint best = CheckpointFile.read(new RunFiles(directory).best());
            Dataset shown = work.test().get().file().preprocessedBy(best.preprocessing());
            test = RunRecord.Test.of(best.evaluator(shown).evaluate());
        }
        RunRecord.Results results = new RunRecord.Results(
                RunRecord.Best.of(state.best()),
                test,
                completed && state.epoch() > 0 && work.mode() == RunOptions.Mode.ALONE ? insides(trainer) : null);
        RunRecord ended = recorder.finish(completed ? RunStatus.COMPLETED : RunStatus.STOPPED, results);
        return RunResult.of(directory, ended, work.config(), state);
    }
}
