package mnist.experiment;

import java.util.function.IntConsumer;
import mnist.training.EpochMetrics;
import mnist.training.Trainer;

/** Asks for a stop after a number of minibatches, and has something done at each. */
final class Interruption implements RunObserver {
    private final int stopAfter;
    private final IntConsumer atMinibatch;
    int minibatches;

    Interruption(int stopAfter, IntConsumer atMinibatch) {
        this.stopAfter = stopAfter;
        this.atMinibatch = atMinibatch;
    }

    @Override
    public void minibatchFinished(Trainer trainer) {
        atMinibatch.accept(++minibatches);
    }

    @Override
    public void epochFinished(EpochMetrics metrics, boolean best) {
        minibatches++;
    }

    @Override
    public boolean stopRequested() {
        return minibatches >= stopAfter;
    }

    /** Asks for a stop after a number of minibatches. */
    static Interruption after(int minibatches) {
        return new Interruption(minibatches, minibatch -> {});
    }
}
