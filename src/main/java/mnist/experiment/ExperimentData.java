package mnist.experiment;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import mnist.config.Config;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.DatasetName;
import mnist.data.FileDigest;
import mnist.data.Split;
import mnist.nn.Architecture;
import mnist.training.TrainingExamples;

/**
 * The examples of a run, and which files they came from.
 *
 * @param examples the training file, split as the config says
 * @param digests of the training files
 * @param name of the data set that the files are from
 */
public record ExperimentData(TrainingExamples examples, List<FileDigest> digests, DatasetName name) {
    /**
     * Loads the training file of a config.
     *
     * @throws DataException if it is missing, corrupt, does not fit the network, or is smaller than the validation set
     */
    public static ExperimentData load(Config config) {
        Dataset file = load(
                Path.of(config.data().directory()),
                Split.TRAIN,
                config.network().architecture());
        return new ExperimentData(
                split(file, config.data().validation()), file.digests(), DatasetName.of(file.digests()));
    }

    /** Returns the folder of a config's data set. */
    static Path directory(Config config) {
        String directory = config.data().directory();
        try {
            return Path.of(directory);
        } catch (InvalidPathException e) {
            throw new DataException(
                    "data.directory: is no path on this system, found \"" + directory + "\", " + e.getReason()
                            + ". Choose another name, or a locale that has its characters.",
                    e);
        }
    }

    /** Keeps the last examples of a training file out of training. */
    static TrainingExamples split(Dataset file, int validation) {
        if (validation >= file.size()) {
            throw new DataException("data.validation: leaves nothing to train on, found " + validation + " of "
                    + file.size() + " examples, expected fewer. Lower data.validation.");
        }
        return TrainingExamples.split(file, validation);
    }

    /** Loads one split and checks that a network of the given shape takes it. */
    static Dataset load(Path directory, Split split, Architecture architecture) {
        Dataset file = Dataset.load(directory, split);
        try {
            file.requireFits(architecture.size(0), architecture.size(architecture.layers()));
        } catch (DataException e) {
            // A data set knows the names of its files, not where they are.
            throw new DataException(directory + ": " + e.getMessage(), e);
        }
        return file;
    }
}
