package mnist.training;

import java.util.Map;
import java.util.Optional;
import mnist.config.Config;
import mnist.data.Dataset;
import mnist.nn.Network;
import mnist.nn.Parameters;

/** Takes a step on each minibatch of an epoch in turn, and tallies costs and right answers. */
interface MinibatchStep {
    /**
     * Returns what takes the steps of a config: {@link WholeBatchStep} for optimisers that ask more than once of a minibatch.
     *
     * @param average where the moving average of the parameters is kept, if it is
     */
    static MinibatchStep of(Config config, Network network, Optional<Parameters> average, Dataset data) {
        return config.optimizer().type().takesWholeBatch()
                ? new WholeBatchStep(config, network, data)
                : new Step(config, network, average, data);
    }

    /** Returns the number of minibatches of an epoch. */
    int perEpoch();

    /** Returns how many threads can work on a step at once. */
    int threads();

    /** Returns what the optimiser keeps of each parameter from step to step, by name; writing to it changes what it keeps. */
    Map<String, Parameters> state();

    /**
     * Begins an epoch.
     *
     * @param newOrder the example at each position
     * @param from how many epochs and minibatches are completed, with the sums over the examples of these minibatches
     */
    void start(int[] newOrder, TrainingState from);

    /** Takes a step on the next minibatch; returns whether the costs so far are finite. */
    boolean run(Team team);

    /** Returns the sums over the epoch's examples so far, each taken before the step on it. */
    Tally tally();

    /** Returns eta of the last step, or alpha if the optimiser searches along a direction. */
    double learningRate();

    /** Returns the numbers that the optimiser keeps from step to step, by name. */
    default Map<String, Double> numbers() {
        return Map.of();
    }

    /** Returns the first layer whose weighted inputs were not finite when they were last computed, or 0. */
    int firstNonFiniteLayer();
}
