package mnist.experiment;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import mnist.config.Config;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.DatasetName;
import mnist.data.FileDigest;
import mnist.data.Holdout;
import mnist.data.Preprocessing;
import mnist.data.Split;
import mnist.training.TrainingExamples;

/**
 * The examples of a run, and which files they came from.
 *
 * @param examples the training file, split as the config says
 * @param digests of the training files
 * @param name of the data set that the files are from
 * @param folder where they were found
 */
public record ExperimentData(TrainingExamples examples, List<FileDigest> digests, DatasetName name, Path folder) {
    private static final int SHOWN_DIGITS = 12;

    /**
     * Loads the training file of a config.
     *
     * @throws DataException if it is missing, corrupt, does not fit the network, or is smaller than the validation set
     * @throws mnist.json.InputException if the memory is too small for the images and a run of the network
     */
    public static ExperimentData load(Config config) {
        return of(DataFolder.find(config, Optional.empty(), Split.TRAIN), config);
    }

    /**
     * Loads the training file of a config and the test file, as {@link #load} does, and checks that they fit each other too.
     *
     * @throws DataException if any file is missing or corrupt, or does not fit the config or the others
     */
    public static ExperimentData check(Config config) {
        ExperimentData data = load(config);
        Dataset training = data.examples().training();
        DataFolder folder =
                DataFolder.at(data.folder(), Split.TEST, config.data().layout());
        folder.requireFits(config.network().architecture());
        Dataset test = folder.file();
        if (test.rows() != training.rows() || test.columns() != training.columns()) {
            throw new DataException(
                    "%s: test images are not of the shape of the training images, found %d x %d, expected %d x %d. "
                                    .formatted(
                                            Split.TEST.findImages(folder.path()),
                                            test.rows(),
                                            test.columns(),
                                            training.rows(),
                                            training.columns())
                            + "Check that the files belong together.");
        }
        return data;
    }

    /**
     * Takes a training file that is loaded already; any number of configs can share it.
     *
     * @param folder with a whole training file
     * @throws DataException if it does not fit the network, or is smaller than the validation set
     * @throws mnist.json.InputException if the memory is too small for the images and a run of the network
     */
    public static ExperimentData of(DataFolder folder, Config config) {
        folder.requireFits(config.network().architecture());
        Dataset file = folder.file();
        MemoryNeed.of(config, (long) file.size() * file.pixels()).requireAvailable();
        TrainingExamples examples = split(file, config.data().validation());
        Preprocessing how = Preprocessing.of(config.data().preprocess(), examples.training());
        return new ExperimentData(
                examples.preprocessedBy(how), file.digests(), DatasetName.of(file.digests()), folder.path());
    }

    /**
     * Checks that the memory is large enough for runs side by side that share these examples.
     *
     * @param runs at least one
     * @param jobs how many of them are side by side; the most demanding count
     * @throws mnist.json.InputException if it is not
     */
    public void requireRoom(List<Config> runs, int jobs) {
        Dataset training = examples.training();
        long images = training.size() + examples.validation().map(Dataset::size).orElse(0);
        MemoryNeed.sideBySide(runs, jobs, images * training.pixels()).requireAvailable();
    }

    /** Returns the same examples, to be shown to a network that has been trained on others. */
    ExperimentData shownAs(Preprocessing how) {
        return new ExperimentData(examples.preprocessedBy(how), digests, name, folder);
    }

    /** Returns how images become the network's inputs. */
    Preprocessing preprocessing() {
        return examples.training().preprocessing();
    }

    /** Keeps some examples of a training file out of training. */
    static TrainingExamples split(Dataset file, Holdout validation) {
        if (validation.count() >= file.size()) {
            throw new DataException("data.validation: leaves nothing to train on, found " + validation.count() + " of "
                    + file.size() + " examples, expected fewer. Lower data.validation.");
        }
        return TrainingExamples.split(validation.atEnd(file), validation.count());
    }

    /** Says for each file whose content is not the expected one what was found, in the order of their names. */
    public static List<String> differences(List<FileDigest> found, List<FileDigest> expected) {
        Map<String, String> hashes = found.stream()
                .collect(Collectors.toMap(FileDigest::file, FileDigest::sha256, (first, second) -> first));
        return expected.stream()
                .sorted(Comparator.comparing(FileDigest::file))
                .filter(digest -> !Objects.equals(digest.sha256(), hashes.get(digest.file())))
                .map(digest -> "%s, found SHA-256 %s, expected %s"
                        .formatted(digest.file(), shortened(hashes.get(digest.file())), shortened(digest.sha256())))
                .toList();
    }

    private static String shortened(String sha256) {
        return sha256 == null ? "none" : sha256.substring(0, SHOWN_DIGITS) + "…";
    }
}
