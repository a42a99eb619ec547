package mnist.training;

import mnist.config.OptimizerType;

/** Training stopped because the cost or a parameter was no longer a finite number. Nothing that was saved before is touched. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String where;
    private final long step;
    private final String advice;

    /**
     * @param epoch the epoch under way, from 1
     * @param minibatch the minibatch of that epoch, from 1
     * @param step the same as a number of steps since the start, from 1
     * @param layer the first layer whose weighted inputs are not finite, or 0 if only the cost or a parameter is not
     * @param type of the optimiser whose steps led there
     */
    DivergedException(int epoch, int minibatch, long step, int layer, OptimizerType type) {
        this(
                "training: the cost %s not finite in epoch %d, minibatch %d (step %d), %s."
                        .formatted(
                                layer == 0 ? "or a parameter is" : "is",
                                epoch,
                                minibatch,
                                step,
                                layer == 0
                                        ? "though every layer's weighted inputs were"
                                        : "where layer " + layer + " is the first whose weighted inputs are not"),
                step,
                // No step was taken before the first minibatch.
                step == 1 && layer > 0
                        ? " Begin with smaller weights: change network.initializer."
                        : " Try " + type.gentler() + ".",
                "");
    }

    private DivergedException(String where, long step, String advice, String before) {
        super(where + before + advice);
        this.where = where;
        this.step = step;
        this.advice = advice;
    }

    /** Returns the step at which it was seen, from 1. */
    public long step() {
        return step;
    }

    /** Returns this exception with one more sentence in its message. */
    public DivergedException with(String before) {
        DivergedException told = new DivergedException(where, step, advice, " " + before);
        told.initCause(this);
        return told;
    }
}
