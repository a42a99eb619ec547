package mnist.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import mnist.config.Config;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.experiment.ExperimentData;
import mnist.experiment.RunObserver;
import mnist.experiment.RunOptions;
import mnist.experiment.TrialRun;
import mnist.training.EpochMetrics;

/** Trains single trials, on the thread of whoever asks; all of them share one copy of each data set. */
final class TrialRunner {
    private final SweepSpec spec;
    private final SweepFiles files;
    private final SweepOptions options;
    private final Map<Path, Dataset> data = new ConcurrentHashMap<>();

    TrialRunner(SweepSpec spec, SweepFiles files, SweepOptions options) {
        this.spec = spec;
        this.files = files;
        this.options = options;
    }

    /**
     * Loads the data of a trial, so that what is missing is known before anything is written.
     *
     * @throws mnist.data.DataException if it is missing, corrupt or does not fit
     */
    void requireData(Trial trial) {
        data(spec.config(trial.point(), trial.repeat()));
    }

    /** Returns how a trial did that an earlier session trained so far, if it did and its files are whole. */
    Optional<TrialOutcome> find(Trial trial, int epochs) {
        if (!Files.exists(files.trial(trial))) {
            return Optional.empty();
        }
        return TrialReader.read(files.trial(trial), epochs, lastEpoch(trial))
                .filter(outcome -> outcome.isFailure() ? !options.retryFailed() : TrialRun.isWhole(files.trial(trial)));
    }

    private int lastEpoch(Trial trial) {
        return spec.config(trial.point(), trial.repeat()).training().epochs();
    }

    /** Trains a trial up to a number of epochs; whatever goes wrong is its outcome. */
    TrialOutcome train(Trial trial, int epochs, BooleanSupplier stop) {
        try {
            Config config = spec.config(trial.point(), trial.repeat());
            RunOptions.Mode mode = options.light() ? RunOptions.Mode.LIGHT_TRIAL : RunOptions.Mode.TRIAL;
            TrialRun run = new TrialRun(config, data(config), mode);
            Path directory = files.trial(trial);
            Until until = new Until(epochs, stop);
            if (TrialRun.canResume(directory, epochs)) {
                run.resume(directory, until);
            } else {
                run.start(directory, options.commandLine(), until);
            }
            return TrialReader.read(directory, epochs, config.training().epochs())
                    .orElse(TrialOutcome.PENDING);
        } catch (RuntimeException | OutOfMemoryError e) {
            TrialOutcome failed = TrialOutcome.failed(e);
            return TrialReader.read(files.trial(trial), epochs, Integer.MAX_VALUE)
                    .filter(outcome -> outcome.status() == failed.status())
                    .orElse(failed);
        }
    }

    private ExperimentData data(Config config) {
        Dataset file = data.computeIfAbsent(
                ExperimentData.directory(config), directory -> Dataset.load(directory, Split.TRAIN));
        return ExperimentData.of(file, config);
    }

    /** Stops a run after a number of epochs, or when the sweep is stopped. */
    private static final class Until implements RunObserver {
        private final int epochs;
        private final BooleanSupplier stop;
        private boolean reached;

        Until(int epochs, BooleanSupplier stop) {
            this.epochs = epochs;
            this.stop = stop;
        }

        @Override
        public void epochFinished(EpochMetrics metrics, boolean best) {
            reached = metrics.epoch() >= epochs;
        }

        @Override
        public boolean stopRequested() {
            return reached || stop.getAsBoolean();
        }
    }
}
