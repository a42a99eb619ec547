package mnist.insight;

import mnist.data.Dataset;
import mnist.data.Images;
import mnist.data.Minibatches;
import mnist.data.Range;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Parameters;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The numbers that a network is trained with, widened to float64: where rounding would hide what is looked for. */
final class Examples64 {
    private Examples64() {}

    /** Returns A^0 of some examples, {@code (n_0, B)}, one column each, as their preprocessing makes it. */
    static Matrix columns(Dataset examples, int... which) {
        Images images = new Images(examples, new Minibatches(which.length, 1, 1), Range.all(examples.pixels()));
        images.start(which);
        INDArray columns = Nd4j.create(DataType.DOUBLE, new long[] {examples.pixels(), which.length}, 'f');
        for (int i = 0; i < which.length; i++) {
            INDArray place = images.places().get(images.prepare(i));
            columns.putColumn(i, place.castTo(DataType.DOUBLE));
        }
        return Matrix.of(columns);
    }

    /** Returns the class of each of some examples. */
    static int[] labels(Dataset examples, int... which) {
        int[] labels = new int[which.length];
        for (int i = 0; i < which.length; i++) {
            labels[i] = examples.label(which[i]);
        }
        return labels;
    }

    /** Returns a network with the same parameters. */
    static Network network(Network single) {
        Parameters parameters = Parameters.zeros(single.architecture(), DataType.DOUBLE);
        parameters.assign(single.parameters());
        return new Network(parameters);
    }
}
