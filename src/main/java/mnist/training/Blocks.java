package mnist.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mnist.data.Range;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Parameters;

/** The parameters of a network beside the state that an optimiser keeps for each of them, in blocks that it can step. */
final class Blocks {
    private final Parameters parameters;
    private final Map<String, Parameters> state = new LinkedHashMap<>();

    Blocks(Network network, Optimizer optimizer) {
        parameters = network.parameters();
        for (String name : optimizer.stateNames()) {
            state.put(name, Parameters.zeros(network.architecture(), parameters.type()));
        }
    }

    /** Returns the state by name; what is written to it is the optimiser's. */
    Map<String, Parameters> state() {
        return state;
    }

    /** Returns W^l whole. */
    Optimizer.Block weights(int layer) {
        return block(all -> all.w(layer), true);
    }

    /** Returns the weights from some of the inputs of a layer. */
    Optimizer.Block weights(int layer, Range inputs) {
        return block(all -> all.w(layer).columns(inputs), true);
    }

    /** Returns b^l. */
    Optimizer.Block biases(int layer) {
        return block(all -> all.b(layer), false);
    }

    private Optimizer.Block block(Function<Parameters, Matrix> of, boolean areWeights) {
        List<Matrix> kept = new ArrayList<>();
        state.values().forEach(each -> kept.add(of.apply(each)));
        return new Optimizer.Block(of.apply(parameters), List.copyOf(kept), areWeights);
    }
}
