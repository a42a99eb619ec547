package mnist.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mnist.config.Config;
import mnist.config.ConfigDiff;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.DatasetName;
import mnist.data.Split;
import mnist.experiment.DataFolder;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;

/**
 * What two runs differ in: all settings of their configs, their data, and how their best networks do on the same test images.
 *
 * @param a the first run
 * @param b the second run
 * @param config the settings that differ
 * @param comparison on one test set, or null where there is none to compare on
 * @param notCompared why there is no comparison, in one line; null where there is one
 */
public record RunDifference(
        Side a, Side b, List<ConfigDiff.Difference> config, Comparison comparison, String notCompared) {
    /**
     * @param run its directory
     * @param data the folder of its data set, as its config has it
     * @param dataset the name of the training files that it saw
     */
    public record Side(String run, String data, String dataset) {}

    /**
     * @param data the folder of the test set
     * @param dataset its name
     * @param examples how many test images there are
     * @param correctA how many of them the first run's best network has right
     * @param correctB how many of them the second's has right
     * @param mcnemar whether the difference could be chance
     */
    public record Comparison(
            String data, String dataset, long examples, long correctA, long correctB, McNemar mcnemar) {}

    /** A run with its config and its best network. */
    private record Loaded(Side side, Config config, Checkpoint best, Optional<RunRecord> record) {
        static Loaded of(Path run) {
            Checkpoint best = CheckpointFile.read(new RunFiles(run).best());
            // The checkpoint leaves out how long the run was to be.
            Config config = RunReader.config(run).orElse(best.config());
            Side side = new Side(
                    run.toString(),
                    config.data().directory(),
                    DatasetName.of(best.trainingData()).label());
            return new Loaded(side, config, best, RunJson.find(new RunFiles(run).run()));
        }

        DataFolder test() {
            return DataFolder.find(config, record, Split.TEST);
        }
    }

    /**
     * Compares two runs on the test set that both have; or, where they have different ones, only on the one that is asked for.
     *
     * @param data the folder of a data set on whose test set to compare them, or nothing for the runs' own
     * @throws mnist.storage.StorageException if a checkpoint is missing or damaged
     * @throws DataException if the data that was asked for is missing, damaged, or does not fit both networks
     */
    public static RunDifference between(Path a, Path b, Optional<Path> data) {
        Loaded first = Loaded.of(a);
        Loaded second = Loaded.of(b);
        Comparison comparison = null;
        String reason = null;
        try {
            comparison = data.isPresent()
                    ? compare(
                            first,
                            second,
                            DataFolder.at(
                                    data.get(), Split.TEST, first.config.data().layout()))
                    : compareOnOwn(first, second);
            reason = comparison == null
                    ? "their test sets are different; name the one to compare them on with --data DIR."
                    : null;
        } catch (DataException e) {
            if (data.isPresent()) {
                throw e;
            }
            reason = e.getMessage();
        }
        return new RunDifference(
                first.side, second.side, ConfigDiff.between(first.config, second.config), comparison, reason);
    }

    /** Returns nothing where the files differ: of two digits alike, one may be easier than the other. */
    private static Comparison compareOnOwn(Loaded first, Loaded second) {
        DataFolder test = first.test();
        boolean same = Set.copyOf(test.file().digests())
                .equals(Set.copyOf(second.test().file().digests()));
        return same ? compare(first, second, test) : null;
    }

    private static Comparison compare(Loaded first, Loaded second, DataFolder test) {
        boolean[] rightA = right(first.best, test);
        boolean[] rightB = right(second.best, test);
        long[] counts = new long[4];
        for (int x = 0; x < rightA.length; x++) {
            counts[(rightA[x] ? 2 : 0) + (rightB[x] ? 1 : 0)]++;
        }
        return new Comparison(
                test.path().toString(),
                DatasetName.of(test.file().digests()).label(),
                test.file().size(),
                counts[2] + counts[3],
                counts[1] + counts[3],
                McNemar.of(counts[2], counts[1]));
    }

    private static boolean[] right(Checkpoint checkpoint, DataFolder test) {
        test.requireFits(checkpoint.network().architecture());
        Dataset shown = test.file().preprocessedBy(checkpoint.preprocessing());
        int[] predictions = checkpoint.evaluator(shown).predict();
        boolean[] right = new boolean[predictions.length];
        for (int x = 0; x < right.length; x++) {
            right[x] = predictions[x] == shown.label(x);
        }
        return right;
    }
}
