package mnist.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import mnist.config.Config;
import mnist.data.DatasetBytes;
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
        return loaded.computeIfAbsent(source(config), name -> DataFolder.find(config, Optional.empty(), Split.TRAIN));
    }

    /**
     * Loads the training files of a config as {@link #folder} does, or from another place where the config's own is not there.
     *
     * @param elsewhere the folder in which another process found them
     */
    public DataFolder folderOr(Config config, Path elsewhere) {
        return loaded.computeIfAbsent(
                source(config),
                name -> Files.isDirectory(DataFolder.configured(config)) || !Files.isDirectory(elsewhere)
                        ? DataFolder.find(config, Optional.empty(), Split.TRAIN)
                        : DataFolder.at(elsewhere, Split.TRAIN, config.data().layout()));
    }

    /** Takes the training files of a config from another process, as {@link DatasetBytes}, unless they are here already. */
    public DataFolder received(Config config, Supplier<byte[]> bytes) {
        return loaded.computeIfAbsent(
                source(config),
                name -> new DataFolder(Path.of(config.data().directory()), DatasetBytes.read(bytes.get())));
    }
}
