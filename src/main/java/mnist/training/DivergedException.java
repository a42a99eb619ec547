package mnist.training;

/** Training stopped because the cost was no longer a finite number. Nothing that was saved before is touched. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String where;
    private final long step;

    /**
     * @param epoch the epoch under way, from 1
     * @param minibatch the minibatch of that epoch, from 1
     * @param step the same as a number of steps since the start, from 1
     * @param layer the first layer whose weighted inputs are not finite, or 0 if only the cost is not
     */
    DivergedException(int epoch, int minibatch, long step, int layer) {
        this(
                "training: the cost is not finite in epoch %d, minibatch %d (step %d), %s."
                        .formatted(
                                epoch,
                                minibatch,
                                step,
                                layer == 0
                                        ? "though every layer's weighted inputs are"
                                        : "where layer " + layer + " is the first whose weighted inputs are not"),
                step,
                "");
    }

    private DivergedException(String where, long step, String before) {
        super(where + before + " Lower optimizer.learningRate.");
        this.where = where;
        this.step = step;
    }

    /** Returns the step whose minibatch had a cost that was not finite, from 1. */
    public long step() {
        return step;
    }

    /** Returns the same problem with a sentence on what was there before it. */
    public DivergedException with(String before) {
        DivergedException told = new DivergedException(where, step, " " + before);
        told.addSuppressed(this);
        return told;
    }
}
