package mnist.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mnist.data.Dataset;
import mnist.storage.Checkpoint;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The examples that look most like one to a network, by the kernel of its learnt features {@code K(x, x') = phi(x)^T phi(x')}, phi being
 * the last hidden activations (SOURCES S3); with no hidden layer, the inputs.
 *
 * <p>They are ranked by the cosine {@code K(x, x') / sqrt(K(x, x) K(x', x'))}: K alone would always name the examples that excite most
 * neurons.
 */
public record Neighbours(List<Neighbour> nearest) {
    /** Examples whose features are kept at once. */
    private static final int CHUNK = 2_000;

    /**
     * @param index of the example in its part of the data set
     * @param label its class
     * @param kernel K(x, x')
     * @param cosine K divided by the lengths of both features, at most 1
     */
    public record Neighbour(int index, int label, double kernel, double cosine) {}

    /**
     * Finds the nearest.
     *
     * @param example a data set with x as its only example
     * @param among the examples x'
     * @param most how many
     */
    public static Neighbours of(Checkpoint checkpoint, Dataset example, Dataset among, int most) {
        double[] phi = features(checkpoint, example)[0];
        List<Neighbour> all = new ArrayList<>();
        for (int from = 0; from < among.size(); from += CHUNK) {
            Dataset chunk = among.subset(from, Math.min(among.size(), from + CHUNK));
            double[][] others = features(checkpoint, chunk);
            for (int i = 0; i < others.length; i++) {
                double kernel = dot(phi, others[i]);
                double lengths = Math.sqrt(dot(phi, phi) * dot(others[i], others[i]));
                all.add(new Neighbour(from + i, chunk.label(i), kernel, lengths == 0 ? 0 : kernel / lengths));
            }
        }
        return new Neighbours(all.stream()
                .sorted(Comparator.comparingDouble(Neighbour::cosine).reversed())
                .limit(most)
                .toList());
    }

    private static double[][] features(Checkpoint checkpoint, Dataset examples) {
        int layer = checkpoint.network().architecture().layers() - 1;
        if (layer > 0) {
            return checkpoint.evaluator(examples).activations(layer);
        }
        double[][] features = new double[examples.size()][];
        for (int i = 0; i < features.length; i++) {
            INDArray column = Examples64.columns(examples, i).copy();
            features[i] = column.data().asDouble();
        }
        return features;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
