package mnist.nn;

/**
 * Multiplies the matrix of second derivatives of the cost by a vector, exactly and without forming the matrix: the R-operator
 * (Pearlmutter 1994; SOURCES S5). {@code R{f}} is the derivative of f at r = 0 when the parameters are {@code W + r V}, so
 * that {@code R{gradient} = H v}; it is found by differentiating each statement of the forward and the backward pass.
 *
 * <p>With the symbols of {@link ForwardPass} and {@link BackwardPass}, and {@code V^l}, {@code c^l} for what v has in the place of
 * {@code W^l}, {@code b^l}; {@code R{A^0} = 0}:
 *
 * <pre>{@code
 * R{Z^l}           = W^l R{A^(l-1)} + V^l A^(l-1) + c^l                          (n_l, N)         R1
 * R{A^l}           = sigma'(Z^l) * R{Z^l}                                        (n_l, N)         R2
 * R{delta^L}       = see Objective                                               (n_L, N)         R3
 * R{dC/dA^(l-1)}   = (W^l)^T R{delta^l}  +  (V^l)^T delta^l                      (n_(l-1), N)     R4
 * R{delta^(l-1)}   = R{dC/dA^(l-1)} * sigma'(Z^(l-1))
 *                    +  dC/dA^(l-1) * sigma''(Z^(l-1)) * R{Z^(l-1)}              (n_(l-1), N)     R5
 * R{dC/db^l}       = 1/B R{delta^l} 1                                            (n_l, 1)         R6
 * R{dC/dW^l}       = 1/B (R{delta^l} (A^(l-1))^T  +  delta^l R{A^(l-1)}^T)       (n_l, n_(l-1))   R7
 * }</pre>
 *
 * <p>The terms after two spaces and a + are for {@link Curvature#HESSIAN} only. Without them, the result is not a change of a gradient but
 * {@code J^T H_x J v}: {@link Curvature#GAUSS_NEWTON} (Schraudolph 2002), which needs neither BP1 nor BP2. For a softmax layer, its
 * Jacobian takes the place of sigma'. The forward run must be one without dropout.
 */
public final class CurvaturePass {
    private final ForwardPass forward;
    private final Parameters parameters;
    private final Objective objective;
    private final Curvature curvature;
    private final Tangent[] tangent;
    private final Matrix[] dA;
    private final Matrix[] delta;
    private final Matrix[] rDelta;
    private final Gradient[] weightProducts;
    private final Gradient[] biasProducts;
    private int batchSize;

    /**
     * Makes a pass.
     *
     * @param forward the pass at whose last run the cost is differentiated twice
     * @param capacity the largest number of examples of a run
     */
    public CurvaturePass(ForwardPass forward, Objective objective, Curvature curvature, int capacity) {
        this.forward = forward;
        this.parameters = forward.network().parameters();
        this.objective = objective;
        this.curvature = curvature;
        int layers = parameters.architecture().layers();
        tangent = new Tangent[layers + 1];
        dA = new Matrix[layers + 1];
        delta = new Matrix[layers + 1];
        rDelta = new Matrix[layers + 1];
        weightProducts = new Gradient[layers + 1];
        biasProducts = new Gradient[layers + 1];
        for (int l = 1; l <= layers; l++) {
            int neurons = parameters.architecture().size(l);
            tangent[l] = Tangent.beside(forward.z(l), forward.a(l), capacity);
            dA[l] = Matrix.zeros(parameters.type(), neurons, capacity);
            delta[l] = Matrix.zeros(parameters.type(), neurons, capacity);
            rDelta[l] = Matrix.zeros(parameters.type(), neurons, capacity);
            weightProducts[l] = weightProduct(l);
            biasProducts[l] = biasProduct(l);
        }
    }

    /** R6. */
    private Gradient biasProduct(int l) {
        return (keep, factor, target) -> Columns.accumulateSum(keep, factor / batchSize, rDelta[l], target);
    }

    /** R7. */
    private Gradient weightProduct(int l) {
        return (keep, factor, target) -> {
            target.accumulateProduct(
                    keep, factor / batchSize, rDelta[l], forward.a(l - 1).transposed());
            if (l > 1 && isHessian()) {
                target.accumulateProduct(
                        1, factor / batchSize, delta[l], tangent[l - 1].rA().transposed());
            }
        };
    }

    /**
     * Multiplies for the examples of the last forward run, which must have had A^0.
     *
     * @param labels the class of each example of the run
     * @param batchSize B, the size of the whole minibatch
     * @param v one number for each parameter
     * @param taker is offered the product, layer by layer as a gradient would be, from the last to the first
     */
    public void run(int[] labels, int batchSize, Parameters v, BackwardPass.Taker taker) {
        this.batchSize = batchSize;
        resize();
        runForward(v);
        int layers = delta.length - 1;
        if (isHessian()) {
            runBackward(labels);
        }
        // R3
        objective.tangentDelta(tangent[layers], labels, curvature, dA[layers], rDelta[layers]);
        for (int l = layers; l >= 1; l--) {
            if (l > 1) {
                tangentBackward(l, v);
            }
            // R6 and R7, when the taker asks
            taker.biases(l, biasProducts[l]);
            taker.weights(l, weightProducts[l]);
        }
    }

    private boolean isHessian() {
        return curvature == Curvature.HESSIAN;
    }

    private void resize() {
        for (int l = 1; l < delta.length; l++) {
            tangent[l].resize(forward.examples());
            dA[l].resize(forward.examples());
            delta[l].resize(forward.examples());
            rDelta[l].resize(forward.examples());
        }
    }

    private void runForward(Parameters v) {
        for (int l = 1; l < delta.length; l++) {
            // R1
            Matrix rZ = tangent[l].rZ();
            rZ.setProduct(v.w(l), forward.a(l - 1));
            if (l > 1) {
                rZ.accumulateProduct(1, 1, parameters.w(l), tangent[l - 1].rA());
            }
            Columns.add(rZ, v.b(l));
            // R2
            parameters.architecture().activation(l).tangent(tangent[l]);
        }
    }

    /** BP1 and BP2, with dC/dA^l kept beside delta^l. */
    private void runBackward(int[] labels) {
        int layers = delta.length - 1;
        objective.delta(forward.z(layers), forward.a(layers), labels, delta[layers]);
        for (int l = layers; l > 1; l--) {
            dA[l - 1].setProduct(parameters.w(l).transposed(), delta[l]);
            delta[l - 1].accumulate(0, 1, dA[l - 1]);
            parameters.architecture().activation(l - 1).backward(forward.z(l - 1), forward.a(l - 1), delta[l - 1]);
        }
    }

    private void tangentBackward(int l, Parameters v) {
        Activation activation = parameters.architecture().activation(l - 1);
        // R4
        rDelta[l - 1].setProduct(parameters.w(l).transposed(), rDelta[l]);
        if (isHessian()) {
            rDelta[l - 1].accumulateProduct(1, 1, v.w(l).transposed(), delta[l]);
        }
        // R5
        activation.backward(forward.z(l - 1), forward.a(l - 1), rDelta[l - 1]);
        if (isHessian()) {
            activation.addSecondOrder(tangent[l - 1], dA[l - 1], rDelta[l - 1]);
        }
    }
}
