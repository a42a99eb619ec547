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
 * The parameters of a network and the optimiser's state, in blocks that are stepped independently. A step applies the penalty, the
 * learning rate and the optimiser, then updates the moving average. As the taker of a backward pass it takes the step of each layer
 * when its gradient is offered.
 */
final class Blocks implements BackwardPass.Taker {
    private final Parameters parameters;
    private final OptimizerConfig config;
    private final Optimizer optimizer;
    private final Penalty penalty;
    private final Optional<Parameters> average;
    private final double averageDecay;
    private final Optional<Parameters> optimizerGradient;
    private final Optional<Parameters> wholeGradient;
    private final Map<String, Parameters> state = new LinkedHashMap<>();
    private final List<Block> weights = new ArrayList<>();
    private final List<Block> biases = new ArrayList<>();
    private double learningRate;
    private double clipFactor;
    private long t;

    /**
     * The parameters of one call of the optimiser.
     *
     * @param parameters with the optimiser's state for them
     * @param average their moving average, or null if none is kept
     */
    record Block(Optimizer.Block parameters, Matrix average) {}

    /**
     * @param parameters which the steps change
     * @param average where their moving average is kept, if it is
     */
    Blocks(Parameters parameters, Optional<Parameters> average, Config config) {
        this.parameters = parameters;
        this.average = average;
        this.config = config.optimizer();
        averageDecay = config.training().averaging();
        optimizer = config.optimizer().optimizer();
        penalty = config.regularization().penalty();
        for (String name : optimizer.stateNames()) {
            state.put(name, zeros());
        }
        optimizerGradient = optimizer.needsGradient() ? Optional.of(zeros()) : Optional.empty();
        wholeGradient = clips() ? Optional.of(zeros()) : Optional.empty();
        for (int layer = 1; layer <= parameters.architecture().layers(); layer++) {
            int l = layer;
            weights.add(block(all -> all.w(l), true));
            biases.add(block(all -> all.b(l), false));
        }
    }

    private Parameters zeros() {
        return Parameters.zeros(parameters.architecture(), parameters.type());
    }

    /** Returns the optimiser's state, by name; writing to it changes it. */
    Map<String, Parameters> state() {
        return state;
    }

    /** Returns a block of some of the parameters. */
    Block block(Function<Parameters, Matrix> select, boolean areWeights) {
        return new Block(
                new Optimizer.Block(
                        select.apply(parameters),
                        state.values().stream().map(select).toList(),
                        optimizerGradient.map(select).orElse(null),
                        areWeights),
                average.map(select).orElse(null));
    }

    /**
     * Sets the number and the learning rate of the coming step.
     *
     * @param number t = 1, 2, …
     * @param perEpoch how many there are in an epoch
     * @param plateaus how often the learning rate was reduced because no epoch was better
     */
    void begin(long number, int perEpoch, int plateaus) {
        t = number;
        learningRate = config.learningRate() * config.schedule().share(number, perEpoch, plateaus);
    }

    /** Returns the learning rate of the step. */
    double learningRate() {
        return learningRate;
    }

    /** Returns whether the gradient is clipped by its norm, which must then be known before any step. */
    boolean clips() {
        return config.clipNorm() > 0;
    }

    /** Returns where the whole gradient is stored, if its norm is needed. */
    Optional<Parameters> wholeGradient() {
        return wholeGradient;
    }

    /**
     * Clips the gradient: scales it by {@code min(1, clipNorm / |dC/d(all)|)}.
     *
     * @param squares the sum of the squares of its numbers
     */
    void clip(double squares) {
        clipFactor = Math.min(1, config.clipNorm() / Math.sqrt(squares));
    }

    /** Takes the step of a block against its part of the whole gradient, clipped. */
    void stepClipped(Block block, Matrix gradientOfCost) {
        step(block, (keep, factor, target) -> target.accumulate(keep, factor * clipFactor, gradientOfCost));
    }

    /** Takes the step of a block; different threads may take those of different blocks at once. */
    void step(Block block, Gradient ofCost) {
        Optimizer.Block stepped = block.parameters;
        boolean penalised = stepped.areWeights() && !penalty.isNone();
        Gradient gradient = penalised ? penalty.onTopOf(ofCost, stepped.values()) : ofCost;
        optimizer.step(stepped, gradient, learningRate, t);
        if (block.average != null) {
            // M := k M + (1 - k) W, an exponential moving average with k rising to its final value; Polyak and Juditsky
            // (1992) take the mean over all steps.
            double kept = Math.min(averageDecay, t / (t + 9.0));
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
