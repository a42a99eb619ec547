package mnist.runs;

import java.nio.file.Path;
import java.util.List;
import mnist.config.ConfigDiff;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.experiment.ExperimentData;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.RunFiles;
import mnist.training.Evaluator;

/**
 * What two runs differ in: their configs, and how their best networks do on the same test images.
 *
 * @param a the first run directory
 * @param b the second run directory
 * @param config the settings that differ
 * @param examples how many test images there are
 * @param correctA how many of them the first has right
 * @param correctB how many of them the second has right
 * @param mcnemar whether the difference could be chance
 */
public record RunDifference(
        String a,
        String b,
        List<ConfigDiff.Difference> config,
        long examples,
        long correctA,
        long correctB,
        McNemar mcnemar) {
    /**
     * Compares two runs on the test images of the first one's data set.
     *
     * @throws mnist.storage.StorageException if a checkpoint is missing or damaged
     * @throws DataException if the test images are missing, damaged, or do not fit both networks
     */
    public static RunDifference between(Path a, Path b) {
        Checkpoint first = CheckpointFile.read(new RunFiles(a).best());
        Checkpoint second = CheckpointFile.read(new RunFiles(b).best());
        Dataset test = Dataset.load(ExperimentData.directory(first.config()), Split.TEST);
        boolean[] rightA = right(first, test);
        boolean[] rightB = right(second, test);
        long[] counts = new long[4];
        for (int x = 0; x < rightA.length; x++) {
            counts[(rightA[x] ? 2 : 0) + (rightB[x] ? 1 : 0)]++;
        }
        return new RunDifference(
                a.toString(),
                b.toString(),
                ConfigDiff.between(first.config(), second.config()),
                test.size(),
                counts[2] + counts[3],
                counts[1] + counts[3],
                McNemar.of(counts[2], counts[1]));
    }

    private static boolean[] right(Checkpoint checkpoint, Dataset test) {
        int layers = checkpoint.network().architecture().layers();
        test.requireFits(
                checkpoint.network().architecture().size(0),
                checkpoint.network().architecture().size(layers));
        int[] predictions =
                new Evaluator(checkpoint.network(), checkpoint.config().objective(), test).predict();
        boolean[] right = new boolean[predictions.length];
        for (int x = 0; x < right.length; x++) {
            right[x] = predictions[x] == test.label(x);
        }
        return right;
    }
}
