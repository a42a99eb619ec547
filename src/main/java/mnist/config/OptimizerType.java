package mnist.config;

/** The optimisers, by the name that configs use. */
public enum OptimizerType {
    /** Plain gradient descent on each minibatch: {@code W := W - eta dC/dW}. */
    SGD("sgd"),
    /** Classical momentum: {@code V := mu V - eta dC/dW}, {@code W := W + V}. */
    MOMENTUM("momentum");

    private final String label;

    OptimizerType(String label) {
        this.label = label;
    }

    /** Returns the name that configs use. */
    public String label() {
        return label;
    }
}
