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
 * dC/dW^l     = 1/B delta^l (A^(l-1))^T                        (n_l, n_(l-1))   BP4, for l = 1 in InputPart
 * }</pre>
 *
 * <p>The gradient is that of the <b>mean</b> cost of the B examples, and points uphill.
 */
public final class BackwardPass {
    private final ForwardPass forward;
    private final Parameters parameters;
    private final Objective objective;
    private final Matrix[] allDelta;
    private final Matrix[] delta;
    private final Parameters gradient;

    /**
     * Makes a pass for whole images.
     *
     * @param forward the pass whose last run is differentiated
     * @param capacity the largest number of examples of a run
     */
    public BackwardPass(ForwardPass forward, Objective objective, int capacity) {
        this(forward, objective, 0, capacity);
    }

    /**
     * Makes a pass for some of the examples that a first layer multiplies.
     *
     * @param forward the pass whose last run is differentiated
     * @param from the first of the examples
     * @param capacity the largest number of them
     */
    public BackwardPass(ForwardPass forward, Objective objective, int from, int capacity) {
        this.forward = forward;
        this.parameters = forward.parameters();
        this.objective = objective;
        Architecture architecture = parameters.architecture();
        allDelta = new Matrix[architecture.layers() + 1];
        allDelta[1] = forward.first().delta().columns(from, capacity);
        for (int l = 2; l <= architecture.layers(); l++) {
            allDelta[l] = Matrix.zeros(parameters.type(), architecture.size(l), capacity);
        }
        delta = allDelta.clone();
        gradient = Parameters.zeros(architecture, parameters.type());
    }

    /**
     * Returns the gradient of the mean cost of the examples of the last forward run over whole images, overwritten by the
     * next call.
     *
     * @param labels the class of each of the B examples
     */
    public Parameters run(int[] labels) {
        double weight = 1.0 / forward.examples();
        addGradient(labels, true, weight);
        forward.first().parts().get(0).accumulate(gradient.weightMatrix(1), 0, weight);
        return gradient;
    }

    /**
     * Sets the gradient to, or adds to it, that of the examples of the last forward run, for all but W^1.
     *
     * @param labels the class of each of the examples
     * @param first whether to forget what was there
     * @param weight of each example in the sum: 1/B, with B the examples of the whole minibatch, gives the mean
     */
    public void addGradient(int[] labels, boolean first, double weight) {
        backpropagate(labels, gradient, first ? 0 : 1, weight);
    }

    /**
     * Adds the gradient of the examples of the last forward run to the network's own parameters, all but W^1: with the
     * weight -eta/B, that is the step of gradient descent.
     *
     * @param labels the class of each of the examples
     * @param weight what each example's gradient is multiplied with
     */
    public void descend(int[] labels, double weight) {
        backpropagate(labels, parameters, 1, weight);
    }

    /** Returns the gradient as it was last set and added to. */
    public Parameters gradient() {
        return gradient;
    }

    /** {@code target := before * target + weight * (sum of the gradients of the examples)}. */
    private void backpropagate(int[] labels, Parameters target, double before, double weight) {
        resize(forward.examples());
        int layers = parameters.architecture().layers();
        // BP1
        objective.delta(forward.a(layers), labels, delta[layers]);
        for (int l = layers; l >= 1; l--) {
            // BP3
            target.biasMatrix(l).accumulateRowSums(before, weight, delta[l]);
            if (l > 1) {
                // BP2, before BP4 may change the weights
                delta[l - 1].setProduct(parameters.weightMatrix(l).transposed(), delta[l]);
                delta[l - 1].read();
                parameters.architecture().activation(l - 1).backward(forward.a(l - 1), delta[l - 1]);
                delta[l - 1].write();
                // BP4, for l = 1 in InputPart
                Matrix activations = forward.a(l - 1).transposed();
                target.weightMatrix(l).accumulateProduct(before, weight, delta[l], activations);
            }
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
