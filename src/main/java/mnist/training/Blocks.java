package mnist.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mnist.config.Config;
import mnist.config.Config.OptimizerConfig;
import mnist.nn.BackwardPass;
import mnist.nn.Gradient;
import mnist.nn.Matrix;
import mnist.nn.Optimizer;
import mnist.nn.Parameters;
import mnist.nn.Penalty;

/**
 * The parameters of a network beside what the optimiser keeps of each, in blocks that it steps, each by itself: the learning
 * rate of the step, the penalty on weights, the optimiser, and the running mean. As the taker of a backward pass it takes the
 * step of each layer when its gradient is offered.
 */
final class Blocks implements BackwardPass.Taker {
    private final Parameters parameters;
    private final OptimizerConfig config;
    private final Optimizer optimizer;
    private final Penalty penalty;
    private final Optional<Parameters> average;
    private final double averaging;
    private final Optional<Parameters> gradient;
    private final Optional<Parameters> whole;
    private final Map<String, Parameters> state = new LinkedHashMap<>();
    private final List<Block> weights = new ArrayList<>();
    private final List<Block> biases = new ArrayList<>();
    private double learningRate;
    private double clipFactor;
    private long t;

    /**
     * What a step changes at once.
     *
     * @param parameters and what the optimiser keeps of them
     * @param average their running mean, or null if none is kept
     */
    record Block(Optimizer.Block parameters, Matrix average) {}

    /**
     * @param parameters which the steps change
     * @param average where their running mean is kept, if it is
     */
    Blocks(Parameters parameters, Optional<Parameters> average, Config config) {
        this.parameters = parameters;
        this.average = average;
        this.config = config.optimizer();
        averaging = config.training().averaging();
        optimizer = config.optimizer().optimizer();
        penalty = config.regularization().penalty();
        for (String name : optimizer.stateNames()) {
            state.put(name, zeros());
        }
        gradient = optimizer.needsGradient() ? Optional.of(zeros()) : Optional.empty();
        whole = clips() ? Optional.of(zeros()) : Optional.empty();
        for (int layer = 1; layer <= parameters.architecture().layers(); layer++) {
            int l = layer;
            weights.add(block(all -> all.w(l), true));
            biases.add(block(all -> all.b(l), false));
        }
    }

    private Parameters zeros() {
        return Parameters.zeros(parameters.architecture(), parameters.type());
    }

    /** Returns what the optimiser keeps from step to step, by name; writing to it changes what it keeps. */
    Map<String, Parameters> state() {
        return state;
    }

    /** Returns a block of some of the parameters. */
    Block block(Function<Parameters, Matrix> of, boolean areWeights) {
        return new Block(
                new Optimizer.Block(
                        of.apply(parameters),
                        state.values().stream().map(of).toList(),
                        gradient.map(of).orElse(null),
                        areWeights),
                average.map(of).orElse(null));
    }

    /**
     * Says which step comes.
     *
     * @param number t = 1, 2, …
     * @param perEpoch how many there are in an epoch
     * @param plateaus how often so far the learning rate fell because no epoch was better
     */
    void begin(long number, int perEpoch, int plateaus) {
        t = number;
        learningRate = config.learningRate() * config.schedule().share(number, perEpoch, plateaus);
    }

    /** Returns the learning rate of the step. */
    double learningRate() {
        return learningRate;
    }

    /** Returns whether steps are limited by the length of the whole gradient, so that none begins before that is known. */
    boolean clips() {
        return config.clipNorm() > 0;
    }

    /** Returns where the whole gradient is written down, if its length is needed. */
    Optional<Parameters> wholeGradient() {
        return whole;
    }

    /**
     * Limits the step: the whole gradient counts {@code min(1, clipNorm / |dC/d(all)|)} times.
     *
     * @param squares the sum of the squares of its numbers
     */
    void clip(double squares) {
        clipFactor = Math.min(1, config.clipNorm() / Math.sqrt(squares));
    }

    /** Takes the step of a block against its part of the whole gradient, clipped. */
    void stepClipped(Block block, Matrix gradientOfCost) {
        step(block, (before, factor, target) -> target.accumulate(before, factor * clipFactor, gradientOfCost));
    }

    /** Takes the step of a block; different threads may take those of different blocks at once. */
    void step(Block block, Gradient ofCost) {
        Optimizer.Block stepped = block.parameters;
        boolean costs = stepped.areWeights() && !penalty.isNone();
        Gradient gradientOfAll = costs ? penalty.onTopOf(ofCost, stepped.values()) : ofCost;
        optimizer.step(stepped, gradientOfAll, learningRate, t);
        if (block.average != null) {
            // A := k A + (1 - k) W: the mean over all steps of Polyak and Juditsky (1992), but of which the recent
            // count most.
            double kept = Math.min(averaging, t / (t + 9.0));
            block.average.accumulate(kept, 1 - kept, stepped.values());
        }
    }

    @Override
    public void weights(int layer, Gradient ofCost) {
        step(weights.get(layer - 1), ofCost);
    }

    @Override
    public void biases(int layer, Gradient ofCost) {
        step(biases.get(layer - 1), ofCost);
    }
}
