package mnist.sweep;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mnist.config.Config;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.experiment.ExperimentData;

/** The training files that the trials of a sweep read, each loaded once in this process. */
final class SharedData {
    private final Map<Path, Dataset> loaded = new ConcurrentHashMap<>();

    /**
     * Returns the examples of a trial.
     *
     * @throws mnist.data.DataException if they are missing, corrupt or do not fit
     */
    ExperimentData of(Config config) {
        Dataset file = loaded.computeIfAbsent(
                ExperimentData.directory(config), directory -> Dataset.load(directory, Split.TRAIN));
        return ExperimentData.of(file, config);
    }
}
