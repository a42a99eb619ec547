package mnist.sweep;

import java.nio.file.Path;

/**
 * Where the files of a sweep are.
 *
 * @param directory the sweep's own
 */
public record SweepFiles(Path directory) {
    /** Returns the file of the spec, its base config inside. */
    public Path spec() {
        return directory.resolve("spec.json");
    }

    /** Returns the run directory of a trial. */
    public Path trial(Trial trial) {
        return trials().resolve(trial.id());
    }

    /** Returns the folder of the run directories. */
    public Path trials() {
        return directory.resolve("trials");
    }

    /** Returns the table with one row for each trial. */
    public Path results() {
        return directory.resolve("results.csv");
    }

    /** Returns the effective config of the winner, to train from. */
    public Path bestConfig() {
        return directory.resolve("best-config.json");
    }

    /** Returns the folder of the pictures. */
    public Path plots() {
        return directory.resolve("plots");
    }
}
