package mnist.experiment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import mnist.config.Config;
import mnist.config.ConfigDiff;
import mnist.config.ConfigWriter;
import mnist.storage.Checkpoint;
import mnist.storage.RunRecord;
import mnist.storage.StorageException;

/**
 * The network that a run begins with in place of start values. Only its weights, and how images become its inputs, are taken
 * over: the optimiser starts afresh, and epochs count from 1.
 *
 * @param file of the checkpoint
 */
record FineTuning(Path file, Checkpoint checkpoint) {
    /** What decides what the weights of a network mean. */
    private static final Set<String> SAME =
            Set.of("network.layers", "network.hidden", "network.output", "data.preprocess");

    /**
     * Reads a checkpoint.
     *
     * @param path a checkpoint file; or a run directory, for its best one
     * @throws StorageException if it is missing or damaged, or holds another network than the config describes
     */
    static FineTuning read(Path path, Config config) {
        Subject.Source source = Subject.Source.read(path, Optional.empty());
        String differences = ConfigDiff.describe(source.checkpoint().config(), config, SAME);
        if (!differences.isEmpty()) {
            throw new StorageException("%s: holds another network than the config: %s. %s"
                    .formatted(
                            source.file(),
                            differences,
                            "Give the config the checkpoint's settings; no layer can be replaced."));
        }
        return new FineTuning(source.file(), source.checkpoint());
    }

    /** Returns what {@code run.json} says of it. */
    RunRecord.From record() {
        return new RunRecord.From(
                file.toAbsolutePath().normalize().toString(),
                ConfigWriter.sha256(checkpoint.config()),
                checkpoint.state().epoch());
    }
}
