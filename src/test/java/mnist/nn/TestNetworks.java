package mnist.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import mnist.data.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;

/** Small networks and examples for tests. */
final class TestNetworks {
    private TestNetworks() {}

    /** An architecture with one hidden activation throughout. */
    static Architecture architecture(Activation hidden, Activation output, Integer... sizes) {
        List<Activation> activations = new ArrayList<>(Collections.nCopies(sizes.length - 2, hidden));
        activations.add(output);
        return new Architecture(List.of(sizes), activations);
    }

    /** Numbers in [0, 1) as images, {@code (pixels, count)}. */
    static Matrix images(int pixels, int count, DataType type) {
        RandomStream random = new RandomStream(7, "images", 0);
        Matrix images = Matrix.zeros(type, pixels, count);
        double[] values = new double[pixels * count];
        Arrays.setAll(values, i -> random.nextDouble());
        images.put(0, values.length, values);
        return images;
    }

    /** Class numbers in [0, classes). */
    static int[] labels(int classes, int count) {
        RandomStream random = new RandomStream(7, "labels", 0);
        int[] labels = new int[count];
        for (int x = 0; x < count; x++) {
            labels[x] = random.nextInt(classes);
        }
        return labels;
    }
}
