package mnist.nn;

/** A matrix of second derivatives of the cost, {@code (P, P)} for P parameters, for a quadratic model of the cost. */
public enum Curvature {
    /** All second derivatives, {@code d2C / dw_i dw_j}; it may have negative eigenvalues (SOURCES S5). */
    HESSIAN("hessian"),
    /**
     * {@code 1/B sum_x J^T H_x J}: what is left when the outputs are treated as linear in the parameters (Schraudolph 2002). J is the
     * Jacobian of an example's outputs and {@code H_x} the Hessian of its cost with respect to them; for cross-entropy they are the
     * {@code Z^L}, for the other costs the {@code A^L}. The costs are convex in these, so it has no negative eigenvalue. With
     * softmax and cross-entropy it is the Fisher matrix, {@code 1/B sum_x E[grad log p (grad log p)^T]}, the expectation over labels
     * drawn from the network's own outputs p (Martens 2014); its inverse makes a gradient a natural gradient (Amari 1998).
     */
    GAUSS_NEWTON("gauss-newton");

    /** Of {@code newton-cg}: lambda, what is first added to the diagonal. */
    public static final Coefficient DAMPING = new Coefficient(
                    "damping",
                    "What is first added to the diagonal of that matrix (lambda); each step adapts it.",
                    Interval.positive(1_000_000))
            .orElse(0.1);

    /** Of {@code newton-cg}: how many products with the matrix a step may ask for. */
    public static final Coefficient ITERATIONS = new Coefficient(
                    "iterations",
                    "Iterations of conjugate gradients in a step, at most; each is a pass over the minibatch.",
                    Interval.counts(1_000_000))
            .orElse(50);

    private final String label;

    Curvature(String label) {
        this.label = label;
    }

    /** Returns the name that configs use. */
    public String label() {
        return label;
    }
}
