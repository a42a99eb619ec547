package mnist.experiment;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mnist.config.Config;
import mnist.config.ConfigWriter;
import mnist.data.FileDigest;
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
record RunWork(Config config, ExperimentData data, Optional<TestSet> test, RunOptions.Mode mode) {
    /** Tells which file is read where a plain and a packed one differ. */
    void warn(RunObserver observer) {
        Split.TRAIN.ambiguities(data.folder()).forEach(observer::warning);
        test.ifPresent(set -> Split.TEST.ambiguities(set.folder()).forEach(observer::warning));
    }

    /** Returns what {@code run.json} says of it. */
    RunRecord.Inputs inputs(boolean noTest) {
        Map<String, String> digests = new TreeMap<>();
        for (FileDigest digest : data.digests()) {
            digests.put(digest.file(), digest.sha256());
        }
        test.ifPresent(set -> set.digests().forEach(digest -> digests.put(digest.file(), digest.sha256())));
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
