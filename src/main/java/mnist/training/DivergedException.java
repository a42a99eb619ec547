package mnist.training;

/** Training stopped because the cost was no longer a finite number. Nothing that was saved before is touched. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param epoch the epoch under way, from 1
     * @param minibatch the minibatch of that epoch, from 1
     * @param layer the first layer whose weighted inputs are not finite, or 0 if only the cost is not
     */
    DivergedException(int epoch, int minibatch, int layer) {
        super("training: the cost is not finite in epoch %d, minibatch %d, %s. Lower optimizer.learningRate."
                .formatted(
                        epoch,
                        minibatch,
                        layer == 0
                                ? "though every layer's weighted inputs are"
                                : "where layer " + layer + " is the first whose weighted inputs are not"));
    }
}
