package mnist.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import mnist.config.Config;
import mnist.experiment.RunObserver;
import mnist.experiment.RunOptions;
import mnist.experiment.TrialRun;
import mnist.storage.RunDirectoryException;
import mnist.storage.StorageException;
import mnist.training.EpochMetrics;

/**
 * Trains one trial in a run directory, wherever this process runs: what comes of it is a function of its config.
 *
 * @param mode how much a trial leaves
 * @param portable whether it computes with kernels that every x86-64 machine of today has
 * @param commandLine the arguments of the program, for the record
 * @param data what the trials of this process share
 */
public record TrialTrainer(RunOptions.Mode mode, boolean portable, List<String> commandLine, SharedData data) {
    /**
     * Trains a trial, or resumes it where its directory has a checkpoint of fewer epochs.
     *
     * @param epochs how many it is trained for in all; a config that asks for fewer ends there
     * @param stop whether to save the trial and return; asked after each minibatch
     * @return pending if it was stopped; what went wrong, if that is the trial's own fault
     * @throws StorageException if a file cannot be written, or the directory is in use: no fault of the trial
     * @throws OutOfMemoryError if others beside it took the memory; its directory is as after a stop
     */
    public TrialOutcome train(Config config, Path directory, int epochs, BooleanSupplier stop) {
        try {
            TrialRun run = new TrialRun(config, data.of(config), mode);
            RunOptions options = new RunOptions(directory, true, true, portable, commandLine);
            Until until = new Until(epochs, stop);
            if (TrialRun.canResume(directory, epochs)) {
                run.resume(options, until);
            } else {
                run.start(options, until);
            }
            return TrialOutcome.read(directory, epochs, config.training()).orElse(TrialOutcome.PENDING);
        } catch (StorageException | RunDirectoryException e) {
            throw new StorageException(e.getMessage(), e);
        } catch (RuntimeException e) {
            TrialOutcome failed = TrialOutcome.failed(e);
            return TrialOutcome.read(directory, Integer.MAX_VALUE, config.training())
                    .filter(outcome -> outcome.status() == failed.status())
                    .orElse(failed);
        }
    }

    /** Stops a run after a number of epochs, or when that is asked for. */
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
