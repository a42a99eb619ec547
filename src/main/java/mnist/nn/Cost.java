package mnist.nn;

/** A cost function; what it means for one example is said at each, and the network's cost is the mean over examples. */
public enum Cost {
    /** {@code sum_k (y_k - a_k)^2}, without a factor 1/2 (SOURCES S1). */
    SQUARED_ERROR("squared-error"),
    /** {@code 1/2 sum_k (y_k - a_k)^2} (SOURCES S4). */
    HALF_SQUARED_ERROR("half-squared-error"),
    /**
     * With softmax the negative log-likelihood {@code -log a_j} of the true class j (SOURCES S2); with sigmoid the binary
     * cross-entropy {@code -sum_k y_k log a_k + (1 - y_k) log(1 - a_k)} summed over the outputs (SOURCES S1).
     */
    CROSS_ENTROPY("cross-entropy");

    private final String label;

    Cost(String label) {
        this.label = label;
    }

    /** Returns the name that configs and files use, for example {@code "squared-error"}. */
    public String label() {
        return label;
    }
}
