package mnist.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.config.Config;
import mnist.data.DataException;
import mnist.data.FileDigest;
import mnist.data.Split;
import mnist.storage.Checkpoint;
import mnist.storage.RunRecord;
import mnist.training.Evaluation;
import mnist.training.Evaluator;

/**
 * The test files of a run: opened and checked before the first epoch, so that it cannot turn out after the last one that they
 * are missing or do not fit. Nothing but the one evaluation in the end sees what is in them.
 */
final class TestSet {
    private final DataFolder content;

    private TestSet(DataFolder content) {
        this.content = content;
    }

    /**
     * Opens and checks the test files of a run.
     *
     * @param record of a run that is resumed
     * @return nothing if the run will not look at them
     * @throws DataException if they are missing, corrupt, or do not fit the network
     */
    static Optional<TestSet> load(Config config, Optional<RunRecord> record, boolean noTest) {
        if (noTest || config.training().epochs() == 0) {
            return Optional.empty();
        }
        try {
            DataFolder content = DataFolder.find(config, record, Split.TEST);
            content.requireFits(config.network().architecture());
            return Optional.of(new TestSet(content));
        } catch (DataException e) {
            throw new DataException(e.getMessage() + " Or train without a test, with --no-test.", e);
        }
    }

    /** Returns where they are. */
    Path folder() {
        return content.path();
    }

    /** Returns which files they are. */
    List<FileDigest> digests() {
        return content.file().digests();
    }

    /** Evaluates the network that the validation set chose. */
    Evaluation evaluate(Checkpoint best) {
        return new Evaluator(
                        best.network(),
                        best.config().objective(),
                        content.file().preprocessedBy(best.preprocessing()))
                .evaluate();
    }
}
