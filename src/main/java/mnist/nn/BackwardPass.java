package mnist.nn;

/**
 * Computes the gradient of the cost with respect to every weight and bias: backpropagation.
 *
 * <p>With {@code delta^l = dC_x/dZ^l}, one column per example, and {@code *} for the element-wise product (Nielsen BP1
 * to BP4; SOURCES S3, S4):
 *
 * <pre>{@code
 * delta^L     = dC_x/dA^L * sigma'(Z^L)                        (n_L, B)         BP1, in Objective
 * delta^(l-1) = ((W^l)^T delta^l) * sigma'(Z^(l-1))            (n_(l-1), B)     BP2
 * dC/db^l     = 1/B sum_x delta^l_x                            (n_l, 1)         BP3
 * dC/dW^l     = 1/B delta^l (A^(l-1))^T                        (n_l, n_(l-1))   BP4
 * }</pre>
 *
 * <p>The gradient is that of the <b>mean</b> cost of the B examples, and points uphill.
 */
public final class BackwardPass {
    private final ForwardPass forward;
    private final Objective objective;
    private final Matrix[] allDelta;
    private final Matrix[] delta;
    private final Parameters gradient;
    private boolean empty = true;

    /**
     * @param forward the pass whose last run is differentiated
     * @param capacity the largest number of examples of a run
     */
    public BackwardPass(ForwardPass forward, Objective objective, int capacity) {
        this.forward = forward;
        this.objective = objective;
        Network network = forward.network();
        int layers = network.architecture().layers();
        allDelta = new Matrix[layers + 1];
        for (int l = 1; l <= layers; l++) {
            allDelta[l] = Matrix.ofExamples(
                    network.parameters().type(), network.architecture().size(l), capacity);
        }
        delta = allDelta.clone();
        gradient = Parameters.zeros(network.architecture(), network.parameters().type());
    }

    /**
     * Returns the gradient of the mean cost of the examples of the last forward run, overwritten by the next call.
     *
     * @param labels the class of each of the B examples
     */
    public Parameters run(int[] labels) {
        reset();
        add(labels, 1.0 / forward.examples());
        return gradient;
    }

    /** Forgets the gradient: the next {@link #add} begins a new sum. */
    public void reset() {
        empty = true;
    }

    /** Returns the sum of the gradients that were added since the last reset. */
    public Parameters gradient() {
        return gradient;
    }

    /**
     * Adds the gradients of the examples of the last forward run, so that a large minibatch can be worked through slice by
     * slice.
     *
     * @param labels the class of each of the examples
     * @param weight of each example in the sum: 1/B, with B the examples of the whole minibatch, gives the mean
     */
    public void add(int[] labels, double weight) {
        backpropagate(labels, new Sum(gradient, empty ? 0 : 1, weight));
        empty = false;
    }

    /**
     * Adds the gradients of the examples of the last forward run to some parameters, which may be the network's own: with
     * the weight -eta/B, that is the step of gradient descent.
     *
     * @param labels the class of each of the examples
     * @param weight what each example's gradient is multiplied with
     */
    public void addTo(Parameters target, int[] labels, double weight) {
        backpropagate(labels, new Sum(target, 1, weight));
    }

    /** {@code target := before * target + weight * sum of gradients}. */
    private record Sum(Parameters target, double before, double weight) {}

    private void backpropagate(int[] labels, Sum sum) {
        resize(forward.examples());
        Architecture architecture = forward.network().architecture();
        int layers = architecture.layers();
        // BP1
        objective.delta(forward.a(layers), labels, delta[layers]);
        for (int l = layers; l >= 1; l--) {
            if (l > 1) {
                // BP2, before BP4 may change the weights
                Matrix weights = forward.network().parameters().weightMatrix(l);
                delta[l - 1].setProduct(weights.transposed(), delta[l]);
                architecture.activation(l - 1).backward(forward.a(l - 1), delta[l - 1]);
            }
            // BP3
            sum.target.biasMatrix(l).accumulateRowSums(sum.before, sum.weight, delta[l]);
            // BP4
            sum.target
                    .weightMatrix(l)
                    .accumulateProduct(
                            sum.before, sum.weight, delta[l], forward.a(l - 1).transposed());
        }
    }

    private void resize(int examples) {
        if (delta[1].columns() != examples) {
            for (int l = 1; l < delta.length; l++) {
                delta[l] = allDelta[l].firstColumns(examples);
            }
        }
    }
}
