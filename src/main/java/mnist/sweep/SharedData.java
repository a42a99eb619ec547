package mnist.sweep;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import mnist.config.Config;
import mnist.data.Split;
import mnist.experiment.DataFolder;
import mnist.experiment.ExperimentData;

/** The training files that the trials of a sweep read, each loaded once in this process. */
public final class SharedData {
    private final Map<String, DataFolder> loaded = new ConcurrentHashMap<>();

    /** Returns what tells the training files of a config from those of others. */
    public static String source(Config config) {
        return config.data().layout() + " " + config.data().directory();
    }

    /**
     * Returns the examples of a trial.
     *
     * @throws mnist.data.DataException if they are missing, corrupt or do not fit
     */
    public ExperimentData of(Config config) {
        return ExperimentData.of(folder(config), config);
    }

    /**
     * Returns the training files of a config, whether they fit it or not.
     *
     * @throws mnist.data.DataException if they are missing or corrupt
     */
    public DataFolder folder(Config config) {
        return folder(config, () -> DataFolder.find(config, Optional.empty(), Split.TRAIN));
    }

    /** Returns them too, loaded in another way unless they are here already. */
    public DataFolder folder(Config config, Supplier<DataFolder> loader) {
        return loaded.computeIfAbsent(source(config), name -> loader.get());
    }
}
