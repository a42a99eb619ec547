package mnist.experiment;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mnist.config.Config;
import mnist.config.ConfigWriter;
import mnist.data.DataException;
import mnist.data.Split;
import mnist.storage.RunRecord;

/**
 * What a run works with.
 *
 * @param config what to do
 * @param data the examples to train on and to validate with
 * @param test what the best network is evaluated on in the end; nothing where the test set is left alone
 * @param mode how often it writes, and how many threads it has
 */
record RunWork(Config config, ExperimentData data, Optional<DataFolder> test, RunOptions.Mode mode) {
    /**
     * Opens and checks the test files, before the first epoch, so that it cannot turn out after the last one that they are
     * missing or do not fit. Nothing but the one evaluation in the end sees what is in them.
     *
     * @param record of a run that is resumed
     * @return nothing if the run will not look at them
     * @throws DataException if they are missing, corrupt, or do not fit the network
     */
    static Optional<DataFolder> test(Config config, Optional<RunRecord> record, boolean noTest) {
        if (noTest || config.training().epochs() == 0) {
            return Optional.empty();
        }
        try {
            DataFolder folder = DataFolder.find(config, record, Split.TEST);
            folder.requireFits(config.network().architecture());
            return Optional.of(folder);
        } catch (DataException e) {
            throw new DataException(e.getMessage() + " Or train without a test, with --no-test.", e);
        }
    }

    /** Tells which file is read where a plain and a packed one differ. */
    void warn(RunObserver observer) {
        Split.TRAIN.ambiguities(data.folder()).forEach(observer::warning);
        test.ifPresent(folder -> Split.TEST.ambiguities(folder.path()).forEach(observer::warning));
    }

    /** Returns what {@code run.json} says of it. */
    RunRecord.Inputs inputs(boolean noTest) {
        Map<String, String> digests = new TreeMap<>();
        data.digests().forEach(digest -> digests.put(digest.file(), digest.sha256()));
        test.ifPresent(
                folder -> folder.file().digests().forEach(digest -> digests.put(digest.file(), digest.sha256())));
        return new RunRecord.Inputs(
                ConfigWriter.sha256(config),
                new RunRecord.Data(
                        data.folder().toAbsolutePath().normalize().toString(),
                        data.name().label(),
                        digests),
                config.training().seed(),
                noTest,
                null);
    }
}
