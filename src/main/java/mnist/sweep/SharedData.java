package mnist.sweep;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mnist.config.Config;
import mnist.data.Split;
import mnist.experiment.DataFolder;
import mnist.experiment.ExperimentData;

/** The training files that the trials of a sweep read, each loaded once in this process. */
public final class SharedData {
    private final Map<String, DataFolder> loaded = new ConcurrentHashMap<>();

    /**
     * Returns the examples of a trial.
     *
     * @throws mnist.data.DataException if they are missing, corrupt or do not fit
     */
    public ExperimentData of(Config config) {
        DataFolder folder = loaded.computeIfAbsent(
                config.data().directory(), name -> DataFolder.find(config, Optional.empty(), Split.TRAIN));
        return ExperimentData.of(folder, config);
    }
}
