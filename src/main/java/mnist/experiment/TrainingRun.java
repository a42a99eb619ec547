package mnist.experiment;

import java.nio.charset.StandardCharsets;
import mnist.config.Config;
import mnist.config.ConfigWriter;
import mnist.storage.AtomicFile;
import mnist.storage.MetricsCsv;
import mnist.storage.RunDirectory;
import mnist.training.TrainingState;

/** Trains a network from a config and leaves everything about it in a run directory (DESIGN §5). */
public final class TrainingRun {
    private TrainingRun() {}

    /**
     * Begins a new run and trains to its end, or until the observer asks for a stop.
     *
     * @throws mnist.data.DataException if the data is missing, corrupt or does not fit; nothing is written then
     * @throws mnist.storage.RunDirectoryException if the directory is not empty or in use
     * @throws mnist.storage.StorageException if a file cannot be written
     * @throws mnist.training.DivergedException if the cost is no longer finite; what was saved before stays
     */
    public static RunResult start(Config config, RunOptions options, RunObserver observer) {
        ExperimentData data = ExperimentData.load(config);
        try (RunDirectory directory = RunDirectory.create(options.directory(), options.force())) {
            byte[] json = ConfigWriter.toJson(config).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(directory.config(), out -> out.write(json));
            MetricsCsv.create(directory.metrics());
            RunSession session = RunSession.begin(directory, config, data, options);
            return session.train(config.initialNetwork(), TrainingState.START, observer);
        }
    }
}
