package mnist.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mnist.nn.BackwardPass;
import mnist.nn.Gradient;
import mnist.nn.Matrix;
import mnist.nn.Parameters;

/**
 * The parameters of a network beside what the optimiser keeps of each, in blocks that it steps. As the taker of a backward
 * pass it takes the step of each layer when its gradient is offered.
 */
final class Blocks implements BackwardPass.Taker {
    private final Parameters parameters;
    private final Optimizer optimizer;
    private final Map<String, Parameters> state = new LinkedHashMap<>();
    private final List<Optimizer.Block> weights = new ArrayList<>();
    private final List<Optimizer.Block> biases = new ArrayList<>();
    private long t;

    Blocks(Parameters parameters, Optimizer optimizer) {
        this.parameters = parameters;
        this.optimizer = optimizer;
        for (String name : optimizer.stateNames()) {
            state.put(name, Parameters.zeros(parameters.architecture(), parameters.type()));
        }
        for (int layer = 1; layer <= parameters.architecture().layers(); layer++) {
            int l = layer;
            weights.add(block(all -> all.w(l), true));
            biases.add(block(all -> all.b(l), false));
        }
    }

    /** Returns what the optimiser keeps from step to step, by name; writing to it changes what it keeps. */
    Map<String, Parameters> state() {
        return state;
    }

    /** Returns a block of some of the parameters. */
    Optimizer.Block block(Function<Parameters, Matrix> of, boolean areWeights) {
        return new Optimizer.Block(
                of.apply(parameters), state.values().stream().map(of).toList(), areWeights);
    }

    /** Says how many steps have been taken before the one that comes. */
    void taken(long steps) {
        t = steps + 1;
    }

    /** Takes the step of a block; different threads may take those of different blocks at once. */
    void step(Optimizer.Block block, Gradient gradient) {
        optimizer.step(block, gradient, t);
    }

    @Override
    public void weights(int layer, Gradient gradient) {
        step(weights.get(layer - 1), gradient);
    }

    @Override
    public void biases(int layer, Gradient gradient) {
        step(biases.get(layer - 1), gradient);
    }
}
