package mnist.nn;

import java.util.function.IntFunction;
import mnist.data.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Dropout of hidden neurons (Srivastava et al. 2014): in training, every example sees a network of which each hidden neuron is left
 * out with probability p, so that none can rely on another. What remains counts 1/(1-p) times as much (inverted dropout), so that the
 * whole network can be evaluated as it is. In the paper p is the probability that a neuron stays, and its weights are multiplied by it
 * when the network is evaluated, which comes to the same.
 *
 * <pre>{@code
 * D^l_jx      = 0 with probability p, else 1/(1-p)
 * D^l * A^l                                                   (n_l, N), what layer l passes on, for l < L
 * delta^l     = ((W^(l+1))^T delta^(l+1)) * D^l * sigma'(Z^l)
 * }</pre>
 */
public final class Dropout {
    private final double p;
    private final Matrix[] factors;
    private final Matrix[] passedOn;

    /**
     * Makes dropout for a pass.
     *
     * @param p the probability, above 0 and below 1
     * @param capacity the largest number of examples of a run
     */
    public Dropout(Architecture architecture, DataType type, double p, int capacity) {
        this.p = p;
        factors = new Matrix[architecture.layers()];
        passedOn = new Matrix[architecture.layers()];
        for (int l = 1; l < factors.length; l++) {
            factors[l] = Matrix.zeros(type, architecture.size(l), capacity);
            passedOn[l] = Matrix.zeros(type, architecture.size(l), capacity);
        }
    }

    /**
     * Draws which neurons the next run leaves out.
     *
     * @param examples N
     * @param streams the random numbers of each example, 0 … N-1: one for every hidden neuron, from the first layer to the last
     */
    public void draw(int examples, IntFunction<RandomStream> streams) {
        double[][] values = new double[factors.length][];
        for (int l = 1; l < factors.length; l++) {
            factors[l].resize(examples);
            passedOn[l].resize(examples);
            values[l] = factors[l].overwrite();
        }
        for (int x = 0; x < examples; x++) {
            RandomStream stream = streams.apply(x);
            for (int l = 1; l < factors.length; l++) {
                int neurons = factors[l].rows();
                for (int j = x * neurons; j < (x + 1) * neurons; j++) {
                    values[l][j] = stream.nextDouble() < p ? 0 : 1 / (1 - p);
                }
            }
        }
    }

    /** Returns {@code D^l * A}, what layer l passes on. */
    Matrix apply(int layer, Matrix a) {
        double[] from = a.read();
        double[] kept = factors[layer].read();
        double[] to = passedOn[layer].overwrite();
        for (int i = 0, size = a.size(); i < size; i++) {
            to[i] = kept[i] * from[i];
        }
        return passedOn[layer];
    }

    /** {@code dA := D^l * dA}. */
    void backward(int layer, Matrix derivatives) {
        double[] values = derivatives.modify();
        double[] kept = factors[layer].read();
        for (int i = 0, size = derivatives.size(); i < size; i++) {
            values[i] *= kept[i];
        }
    }
}
