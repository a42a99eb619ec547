package mnist.nn;

/**
 * Computes the gradient of the cost with respect to every weight and bias: backpropagation.
 *
 * <p>With {@code delta^l = dC_x/dZ^l}, one column per example, {@code *} for the element-wise product, and {@code 1} for a column
 * of B ones (Nielsen BP1 to BP4; SOURCES S3, S4):
 *
 * <pre>{@code
 * delta^L     = dC_x/dA^L * sigma'(Z^L)                        (n_L, B)         BP1, in Objective
 * delta^(l-1) = ((W^l)^T delta^l) * sigma'(Z^(l-1))            (n_(l-1), B)     BP2
 * dC/db^l     = 1/B delta^l 1                                  (n_l, 1)         BP3
 * dC/dW^l     = 1/B delta^l (A^(l-1))^T                        (n_l, n_(l-1))   BP4
 * }</pre>
 *
 * <p>The gradient is that of the <b>mean</b> cost of a minibatch of B examples, and points uphill. A run may be of some of these
 * only; then it finds their terms of the two sums. Each gradient is offered when its delta^l is known, from the last layer to
 * the first, and BP3 and BP4 are computed when the taker asks for them. It may take a step with them at once: no later line
 * reads the parameters of that layer.
 */
public final class BackwardPass {
    private final ForwardPass forward;
    private final Parameters parameters;
    private final Objective objective;
    private final Matrix[] delta;
    private final Gradient[] weights;
    private final Gradient[] biases;
    private int batchSize;

    /** Is offered the gradients of the layers L..1; each is to be used before the call returns. */
    public interface Taker {
        /** Takes dC/db^l. */
        void biases(int layer, Gradient gradient);

        /** Takes dC/dW^l. */
        void weights(int layer, Gradient gradient);
    }

    /**
     * Makes a pass.
     *
     * @param forward the pass whose last run is differentiated
     * @param capacity the largest number of examples of a run
     */
    public BackwardPass(ForwardPass forward, Objective objective, int capacity) {
        this.forward = forward;
        this.parameters = forward.network().parameters();
        this.objective = objective;
        int layers = parameters.architecture().layers();
        delta = new Matrix[layers + 1];
        weights = new Gradient[layers + 1];
        biases = new Gradient[layers + 1];
        for (int layer = 1; layer <= layers; layer++) {
            int l = layer;
            delta[l] = Matrix.zeros(parameters.type(), parameters.architecture().size(l), capacity);
            // BP3
            biases[l] = (before, factor, target) -> Columns.accumulateSum(before, factor / batchSize, delta[l], target);
            // BP4
            weights[l] = (before, factor, target) -> target.accumulateProduct(
                    before, factor / batchSize, delta[l], forward.fed(l - 1).transposed());
        }
    }

    /**
     * Differentiates the last forward run. Where that began from products over parts of the pixels, it has no A^0, and the caller,
     * who has, computes BP4 of layer 1 from {@link #delta1}.
     *
     * @param labels the class of each example of the run
     * @param batchSize B, the examples of the minibatch that the run is, or is a part of
     */
    public void run(int[] labels, int batchSize, Taker taker) {
        this.batchSize = batchSize;
        int layers = delta.length - 1;
        for (int l = 1; l <= layers; l++) {
            delta[l].resize(forward.examples());
        }
        // BP1
        objective.delta(forward.z(layers), forward.a(layers), labels, delta[layers]);
        for (int l = layers; l >= 1; l--) {
            if (l > 1) {
                // BP2
                delta[l - 1].setProduct(parameters.w(l).transposed(), delta[l]);
                if (forward.dropout().isPresent()) {
                    forward.dropout().get().backward(l - 1, delta[l - 1]);
                }
                parameters.architecture().activation(l - 1).backward(forward.z(l - 1), forward.a(l - 1), delta[l - 1]);
            }
            // BP3 and BP4, when the taker asks
            taker.biases(l, biases[l]);
            if (forward.a(l - 1) != null) {
                taker.weights(l, weights[l]);
            }
        }
    }

    /** Returns delta^1 of the last run, {@code (n_1, S)} for S examples. */
    public Matrix delta1() {
        return delta[1];
    }

    /**
     * Returns the gradient of the mean cost of the examples of the last forward run, in memory of its own.
     *
     * @param labels the class of each of the B examples
     */
    public Parameters gradient(int[] labels) {
        Parameters gradient = Parameters.zeros(parameters.architecture(), parameters.type());
        run(labels, forward.examples(), into(gradient, 0));
        return gradient;
    }

    /** Returns a taker that computes {@code sum := before * sum + gradient}. */
    public static Taker into(Parameters sum, double before) {
        return new Taker() {
            @Override
            public void biases(int layer, Gradient gradient) {
                gradient.accumulate(before, 1, sum.b(layer));
            }

            @Override
            public void weights(int layer, Gradient gradient) {
                gradient.accumulate(before, 1, sum.w(layer));
            }
        };
    }
}
