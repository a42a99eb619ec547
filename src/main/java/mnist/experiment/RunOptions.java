package mnist.experiment;

import java.nio.file.Path;
import java.util.List;
import mnist.storage.AtomicFile.Durability;
import mnist.training.Trainer;

/**
 * How a new run is made, beside what its config says.
 *
 * @param directory the run directory
 * @param force whether to replace an earlier run there
 * @param noTest whether to leave the test set alone
 * @param portable whether to compute with kernels that every x86-64 machine of today has
 * @param commandLine the arguments of the program, for the record
 */
public record RunOptions(Path directory, boolean force, boolean noTest, boolean portable, List<String> commandLine) {
    /** Makes options for a run that is tested in the end, with the best kernels of this machine. */
    public RunOptions(Path directory, boolean force, List<String> commandLine) {
        this(directory, force, false, false, commandLine);
    }

    /** What a run does beside training, and how often it writes down how far it has come. */
    public enum Mode {
        /** The machine is its own, and what is written outlasts a power failure. */
        ALONE(Durability.FORCED),
        /** One of many side by side. It keeps to one core, and leaves the test set alone. */
        TRIAL(Durability.PROCESS),
        /** As a trial, but nothing is written before it ends: of a run that is killed nothing is left. */
        LIGHT_TRIAL(Durability.PROCESS);

        /** The files of an epoch can take longer to write than a small network takes to train: what a crash costs is a second. */
        private static final double SECONDS_BETWEEN_EPOCHS = 1;

        private final Durability durability;

        Mode(Durability durability) {
            this.durability = durability;
        }

        /** Returns what the files have to survive. */
        Durability durability() {
            return durability;
        }

        /** Returns how many threads train: a trial has one, because the other cores have trials of their own. */
        int threads() {
            return this == ALONE ? Trainer.usefulCores() : 1;
        }

        /**
         * Returns whether an epoch that ends this long after the last write is written.
         *
         * @param checkpointSeconds the setting of that name
         */
        boolean writesEpochAfter(double seconds, double checkpointSeconds) {
            return writesStepAfter(seconds, Math.min(SECONDS_BETWEEN_EPOCHS, checkpointSeconds));
        }

        /** Returns whether a state within an epoch is written this long after the last write. */
        boolean writesStepAfter(double seconds, double checkpointSeconds) {
            return this != LIGHT_TRIAL && seconds > checkpointSeconds;
        }
    }
}
