package mnist.nn;

import mnist.data.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network of dense layers: its architecture and its parameters, which an optimiser's step changes in place.
 *
 * @param parameters every {@code W^l} and {@code b^l}
 */
public record Network(Parameters parameters) {
    /**
     * Makes a network with start values that are a pure function of the seed. Each layer has a random stream of its own,
     * so a change to one layer leaves the start values of the others as they were.
     *
     * @param type {@code FLOAT} for training; the same numbers unrounded with {@code DOUBLE}
     */
    public static Network initialize(Architecture architecture, Initializer initializer, long seed, DataType type) {
        Network network = new Network(Parameters.zeros(architecture, type));
        for (int l = 1; l <= architecture.layers(); l++) {
            RandomStream random = new RandomStream(seed, "start values", l);
            initializer.draw(network.parameters.w(l), network.parameters.b(l), random);
        }
        return network;
    }

    /** Makes a network with start values in float32, as training takes it. */
    public static Network initialize(Architecture architecture, Initializer initializer, long seed) {
        return initialize(architecture, initializer, seed, DataType.FLOAT);
    }

    /** Returns a copy whose parameters are float64: the same numbers, and no rounding in what is computed with them. */
    public Network inFloat64() {
        Parameters wide = Parameters.zeros(architecture(), DataType.DOUBLE);
        wide.assign(parameters);
        return new Network(wide);
    }

    /** Returns the shape of the network. */
    public Architecture architecture() {
        return parameters.architecture();
    }

    /** Returns {@code W^l}, {@code (n_l, n_(l-1))}, for l in 1..L. */
    public INDArray weights(int layer) {
        return parameters.weights(layer);
    }

    /** Returns {@code b^l}, {@code (n_l, 1)}, for l in 1..L. */
    public INDArray biases(int layer) {
        return parameters.biases(layer);
    }
}
