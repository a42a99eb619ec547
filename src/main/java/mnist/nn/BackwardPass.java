package mnist.nn;

/**
 * Computes the gradient of the cost with respect to every weight and bias: backpropagation.
 *
 * <p>For a run of N examples, with {@code delta^l = dC_x/dZ^l}, one column per example, {@code *} for the element-wise product (for softmax, the
 * Jacobian in place of sigma'), and {@code 1} for a column of N ones (Nielsen BP1 to BP4; SOURCES S3, S4):
 *
 * <pre>{@code
 * delta^L     = dC_x/dA^L * sigma'(Z^L)                        (n_L, N)         BP1, in Objective
 * delta^(l-1) = ((W^l)^T delta^l) * sigma'(Z^(l-1))            (n_(l-1), N)     BP2
 * dC/db^l     = 1/B delta^l 1                                  (n_l, 1)         BP3
 * dC/dW^l     = 1/B delta^l (A^(l-1))^T                        (n_l, n_(l-1))   BP4
 * }</pre>
 *
 * <p>The gradient is that of the <b>mean</b> cost of a minibatch of B examples, and points uphill. A run covers the whole minibatch, N =
 * B, or gives the terms of BP3 and BP4 of N < B of its examples, with 1/B. With {@link Dropout}, BP4 has the masked A^(l-1), and BP2
 * the mask as one more factor.
 *
 * <p>The gradients of layer l are offered after BP2 has read W^l, from the last layer to the first; BP3 and BP4 are computed when the
 * taker asks for them. The taker may step layer l at once: the run no longer reads its parameters.
 */
public final class BackwardPass {
    private final ForwardPass forward;
    private final Parameters parameters;
    private final Objective objective;
    private final Matrix[] delta;
    private final Gradient[] weightGradients;
    private final Gradient[] biasGradients;
    private int batchSize;

    /** Receives the gradients of the layers L..1, without W^1 if the run had no A^0; each is valid only during the call. */
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
        weightGradients = new Gradient[layers + 1];
        biasGradients = new Gradient[layers + 1];
        for (int l = 1; l <= layers; l++) {
            delta[l] = Matrix.zeros(parameters.type(), parameters.architecture().size(l), capacity);
            weightGradients[l] = weightGradient(l);
            biasGradients[l] = biasGradient(l);
        }
    }

    /** BP3. */
    private Gradient biasGradient(int l) {
        return (keep, factor, target) -> Columns.accumulateSum(keep, factor / batchSize, delta[l], target);
    }

    /** BP4. */
    private Gradient weightGradient(int l) {
        return (keep, factor, target) -> target.accumulateProduct(
                keep, factor / batchSize, delta[l], forward.passedOn(l - 1).transposed());
    }

    /**
     * Differentiates the last forward run. If that began from products, it has no A^0; the caller then computes BP4 of layer 1 from
     * {@link #delta1}.
     *
     * @param labels the class of each example of the run
     * @param batchSize B, the size of the whole minibatch
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
            taker.biases(l, biasGradients[l]);
            if (l > 1 || forward.a(0) != null) {
                taker.weights(l, weightGradients[l]);
            }
        }
    }

    /** Returns delta^1 of the last run, {@code (n_1, N)}. */
    public Matrix delta1() {
        return delta[1];
    }

    /**
     * Returns the gradient of the mean cost of the examples of the last forward run, in new memory.
     *
     * @param labels the class of each example of the run
     * @throws IllegalStateException if the run had no A^0
     */
    public Parameters gradient(int[] labels) {
        if (forward.a(0) == null) {
            throw new IllegalStateException("the run began from products, and has no A^0");
        }
        Parameters gradient = Parameters.zeros(parameters.architecture(), parameters.type());
        run(labels, forward.examples(), into(gradient, 0));
        return gradient;
    }

    /** Returns a taker that computes {@code sum := keep * sum + gradient}. */
    public static Taker into(Parameters sum, double keep) {
        return new Taker() {
            @Override
            public void biases(int layer, Gradient gradient) {
                gradient.accumulate(keep, 1, sum.b(layer));
            }

            @Override
            public void weights(int layer, Gradient gradient) {
                gradient.accumulate(keep, 1, sum.w(layer));
            }
        };
    }
}
