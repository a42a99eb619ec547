package mnist.experiment;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mnist.nn.Network;
import mnist.storage.Checkpoint;
import mnist.training.DivergedException;
import mnist.training.EpochMetrics;
import mnist.training.LayerHealth;
import mnist.training.Trainer;
import mnist.training.TrainingListener;
import mnist.training.TrainingState;

/**
 * Tells what a network was like before the step that broke it. Nothing is kept for that while all is well: because the same steps
 * give the same bits, the steps from the last checkpoint on are taken once more, up to there.
 */
final class Divergence {
    /** How many steps before the cost was not finite the gradient may already not have been. */
    private static final int MOST_BACK = 3;

    private Divergence() {}

    /**
     * Returns a problem with the sizes of weights and gradients before it, if the steps can be taken again.
     *
     * @param from a checkpoint before it
     */
    static DivergedException explain(DivergedException problem, RunWork work, Checkpoint from) {
        DivergedException told = problem;
        for (long steps = problem.step() - 1; steps >= problem.step() - MOST_BACK; steps--) {
            List<LayerHealth> layers = before(steps, work, from);
            if (layers.isEmpty()) {
                return told;
            }
            told = problem.with(text(layers, steps));
            if (layers.stream().allMatch(layer -> Double.isFinite(layer.weights() + layer.gradient()))) {
                return told;
            }
        }
        return told;
    }

    /** Returns what the network is like after that many steps, or nothing if the checkpoint is of a later one. */
    private static List<LayerHealth> before(long steps, RunWork work, Checkpoint from) {
        Trainer trainer = new Trainer(
                work.config(),
                new Network(from.network().parameters().copy()),
                work.data().examples(),
                work.mode().threads());
        from.optimizerState()
                .forEach((name, values) -> trainer.optimizerState().get(name).assign(values));
        long missing = steps - steps(from.state(), trainer);
        if (missing < 0) {
            return List.of();
        }
        if (missing > 0) {
            trainer.train(from.state(), new StopAfter(missing));
        }
        return LayerHealth.of(
                trainer.network(),
                work.config().objective(),
                work.data().examples().training());
    }

    private static long steps(TrainingState state, Trainer trainer) {
        return (long) state.epoch() * trainer.minibatchesPerEpoch() + state.minibatch();
    }

    private static String text(List<LayerHealth> layers, long steps) {
        return layers.stream()
                .map(layer -> String.format(
                        Locale.ROOT, "layer %d %.1e and %.1e", layer.layer(), layer.weights(), layer.gradient()))
                .collect(Collectors.joining(", ", when(steps) + " weights and gradients were: ", " (rms)."));
    }

    private static String when(long steps) {
        return steps == 0 ? "At the start" : "After step " + steps;
    }

    /** Stops a run after a number of steps. */
    private static final class StopAfter implements TrainingListener {
        private long missing;

        StopAfter(long steps) {
            missing = steps;
        }

        @Override
        public boolean minibatchFinished(Trainer trainer) {
            missing--;
            return missing > 0;
        }

        @Override
        public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
            return minibatchFinished(trainer);
        }
    }
}
