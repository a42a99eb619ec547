package mnist.insight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import mnist.config.Config;
import mnist.config.ConfigDiff;
import mnist.data.Dataset;
import mnist.nn.Architecture;
import mnist.nn.Network;
import mnist.nn.Parameters;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.RunFiles;
import mnist.storage.StorageException;
import mnist.training.Evaluator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The cost on the plane that lies nearest to the paths of some runs, and the paths on it: the careful man and the drunk man
 * of SOURCES S1. Three checkpoints are three paths of one point each, and the plane goes through them.
 *
 * @param trails the paths
 * @param share the part of the points' variance that lies in the plane
 * @param xs where the cost was computed, left to right
 * @param ys the same, from below upwards
 * @param costs {@code (ys, xs)}, each the mean over the examples
 * @param examples how many
 */
public record CostSurface(List<Trail> trails, double share, double[] xs, double[] ys, double[][] costs, int examples) {
    /** This many examples of a data set show what the surface looks like; all would take a minute. */
    public static final int MOST_EXAMPLES = 1_000;

    private static final Set<String> SAME = Set.of("network.layers", "network.hidden", "network.output", "cost");

    private static final int CELLS = 32;
    /** Around the points, as a part of their range. */
    private static final double MARGIN = 0.15;

    private static final int MOST_POINTS = 300;
    /** In all points together: 80 MB. */
    private static final long MOST_NUMBERS = 20_000_000;

    /**
     * The path of a run, thinned out where it is long.
     *
     * @param name what it is called
     * @param points K pairs of x and y
     */
    record Trail(String name, double[][] points) {}

    /** A path as the files have it: K points of P numbers each. */
    private record Steps(String name, float[][] points) {}

    /**
     * Computes the surface.
     *
     * @param runs run directories with kept checkpoints, or checkpoint files; all of one architecture and cost
     * @param dataset of which the first {@link #MOST_EXAMPLES} are used
     * @throws StorageException if a file is missing or damaged, the networks are of different shape, or the points make no plane
     */
    public static CostSurface of(List<Path> runs, Dataset dataset) {
        Checkpoint first = CheckpointFile.read(files(runs.get(0)).get(0));
        Architecture architecture = first.network().architecture();
        long most = Math.max(3, Math.min(MOST_POINTS, MOST_NUMBERS / architecture.parameterCount()));
        List<Steps> paths = new ArrayList<>();
        for (Path run : runs) {
            paths.add(steps(run, (int) Math.max(2, most / runs.size()), first.config()));
        }
        float[][] all =
                paths.stream().flatMap(path -> Arrays.stream(path.points)).toArray(float[][]::new);
        Plane plane = Plane.nearest(all).orElseThrow(() -> noPlane(runs, all.length));
        List<Trail> trails = paths.stream()
                .map(path -> new Trail(
                        path.name,
                        Arrays.stream(path.points).map(plane::coordinates).toArray(double[][]::new)))
                .toList();
        Dataset examples = dataset.subset(0, Math.min(MOST_EXAMPLES, dataset.size()));
        double[] xs = grid(trails, 0);
        double[] ys = grid(trails, 1);
        Network network = new Network(Parameters.zeros(architecture, DataType.FLOAT));
        INDArray parameters = network.parameters().vector();
        Evaluator evaluator = new Evaluator(network, first.config().objective(), examples);
        double[][] costs = new double[ys.length][xs.length];
        for (int i = 0; i < ys.length * xs.length; i++) {
            float[] point = plane.at(xs[i % xs.length], ys[i / xs.length]);
            parameters.assign(Nd4j.create(point, parameters.shape(), 'c'));
            costs[i / xs.length][i % xs.length] = evaluator.evaluate().cost();
        }
        return new CostSurface(trails, plane.share(), xs, ys, costs, examples.size());
    }

    /** Returns the checkpoints of a run that were kept; or the one that a path names. */
    private static List<Path> files(Path run) {
        if (!Files.isDirectory(run)) {
            return List.of(run);
        }
        List<Path> kept = new RunFiles(run).allKept();
        if (kept.isEmpty()) {
            throw new StorageException(run + ": has no path to draw: no checkpoints were kept. Train with"
                    + " --keep N, or name three checkpoint files.");
        }
        return kept;
    }

    private static Steps steps(Path run, int most, Config expected) {
        List<Path> files = files(run);
        int every = (files.size() + most - 1) / most;
        List<float[]> points = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (i % every == 0 || i == files.size() - 1) {
                Checkpoint checkpoint = CheckpointFile.read(files.get(i));
                requireSame(files.get(i), checkpoint.config(), expected);
                points.add(checkpoint.network().parameters().vector().toFloatVector());
            }
        }
        return new Steps(run.getFileName().toString(), points.toArray(float[][]::new));
    }

    private static void requireSame(Path file, Config found, Config expected) {
        if (!found.network().architecture().equals(expected.network().architecture())
                || !found.objective().equals(expected.objective())) {
            throw new StorageException("%s: cannot be on one surface with the others: %s. %s"
                    .formatted(
                            file,
                            ConfigDiff.describe(found, expected, SAME),
                            "Choose runs of one architecture and one cost."));
        }
    }

    private static StorageException noPlane(List<Path> runs, int points) {
        return new StorageException(
                ("%s: no plane to draw, found %d points on one line, expected three that are not. Train"
                                + " with a smaller --keep, or name another run or checkpoint.")
                        .formatted(runs.get(0), points));
    }

    private static double[] grid(List<Trail> trails, int axis) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (Trail trail : trails) {
            for (double[] point : trail.points) {
                low = Math.min(low, point[axis]);
                high = Math.max(high, point[axis]);
            }
        }
        double margin = MARGIN * (high - low);
        double from = low - margin;
        double step = (high - low + 2 * margin) / CELLS;
        return IntStream.rangeClosed(0, CELLS).mapToDouble(i -> from + i * step).toArray();
    }
}
