package mnist.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import mnist.config.Config;
import mnist.data.Dataset;
import mnist.data.Minibatches;
import mnist.nn.Network;
import mnist.nn.Parameters;

/**
 * A step of an optimiser that asks for cost, gradient and curvature of a minibatch as often as it likes. The vectors that the optimiser keeps are rounded to float32 after each step, as a checkpoint keeps it, so that a resumed training goes on with the same numbers.
 */
final class WholeBatchStep implements MinibatchStep {
    /** How many examples were processed since the start of the training, counting repetitions. */
    private static final String EXAMPLES = "examples";

    private final BatchOptimizer optimizer;
    private final Parameters parameters;
    private final BatchCost surface;
    private final Minibatches minibatches;
    private final Map<String, Parameters> state = new LinkedHashMap<>();
    private Map<String, Double> numbers = new TreeMap<>();
    private int[] order;
    private int next;
    private Tally tally = Tally.NONE;
    private double alpha;

    WholeBatchStep(Config config, Network network, Dataset data) {
        optimizer = BatchOptimizer.of(config.optimizer());
        parameters = network.parameters();
        surface = new BatchCost(network, config.objective(), config.optimizer().curvature(), data);
        minibatches = new Minibatches(data.size(), config.training().batchSize(), Integer.MAX_VALUE);
        for (String name : optimizer.vectorNames()) {
            state.put(name, Parameters.zeros(parameters.architecture(), parameters.type()));
        }
    }

    @Override
    public int perEpoch() {
        return minibatches.perEpoch();
    }

    @Override
    public int threads() {
        return SlicedForward.parts(minibatches.largestSlice()).size();
    }

    @Override
    public Map<String, Parameters> state() {
        return state;
    }

    @Override
    public void start(int[] newOrder, TrainingState from) {
        order = newOrder;
        next = from.minibatch();
        tally = from.tally();
        numbers = new TreeMap<>(optimizer.firstNumbers());
        numbers.put(EXAMPLES, 0.0);
        numbers.putAll(from.numbers());
    }

    @Override
    public boolean run(Team team) {
        int from = minibatches.slice(next).from();
        int to = minibatches.slice(next).to();
        next++;
        surface.on(Arrays.copyOfRange(order, from, to), team);
        long seen = surface.examplesSeen();
        double[] w = vector(parameters);
        double[] gradient = new double[w.length];
        double cost = surface.gradient(w, gradient);
        tally = tally.plus(surface.tally());
        if (Double.isFinite(cost)) {
            step(new BatchOptimizer.Point(w, cost, gradient));
        }
        numbers.merge(EXAMPLES, (double) (surface.examplesSeen() - seen), Double::sum);
        return Double.isFinite(cost);
    }

    private void step(BatchOptimizer.Point point) {
        Map<String, double[]> vectors = new HashMap<>();
        state.forEach((name, values) -> vectors.put(name, vector(values)));
        BatchOptimizer.Move move = optimizer.step(surface, point, new BatchOptimizer.Memory(vectors, numbers));
        parameters.set(move.w());
        vectors.forEach((name, values) -> state.get(name).set(values));
        alpha = move.alpha();
    }

    private static double[] vector(Parameters parameters) {
        double[] values = new double[Math.toIntExact(parameters.architecture().parameterCount())];
        parameters.get(values);
        return values;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public double learningRate() {
        return alpha;
    }

    @Override
    public Map<String, Double> numbers() {
        return Map.copyOf(numbers);
    }

    @Override
    public int firstNonFiniteLayer() {
        return surface.firstNonFiniteLayer();
    }
}
