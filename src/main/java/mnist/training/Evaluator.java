package mnist.training;

import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Dataset;
import mnist.data.Range;
import mnist.nn.ForwardPass;
import mnist.nn.Network;
import mnist.nn.Objective;

/**
 * Evaluates a network on every example of a data set, in the order of the file. The examples are divided into parts
 * that several threads can work on at once; the parts are the same for any number of threads.
 */
public final class Evaluator {
    private final Network network;
    private final Dataset examples;
    private final Objective objective;
    private final List<Part> parts;

    /**
     * @param network the network; each evaluation reads its current parameters
     * @param examples every one of them counts
     */
    public Evaluator(Network network, Objective objective, Dataset examples) {
        this.network = network;
        this.examples = examples;
        this.objective = objective;
        this.parts =
                SlicedForward.parts(examples.size()).stream().map(Part::new).toList();
    }

    /** Returns the class that the network as it now is gives to each example, in the order of the file. */
    public int[] predict() {
        run(Reading.NOTHING);
        return parts.stream()
                .flatMapToInt(part -> IntStream.of(part.predictions))
                .toArray();
    }

    /** Evaluates the network as it now is, on as many threads as the machine has a use for. */
    public Evaluation evaluate() {
        run(Reading.NOTHING);
        return evaluation();
    }

    /** Evaluates the network as it now is, as {@link #evaluate()} does, and keeps its outputs. */
    public Answers answers() {
        double[][] outputs = activations(network.architecture().layers());
        return new Answers(examples, outputs, evaluation());
    }

    /** Returns {@code A^l} of every example, {@code (examples, n_l)}, in the order of the file. */
    public double[][] activations(int layer) {
        double[][] found = new double[examples.size()][];
        run((forward, x, example) -> found[example] = forward.activations(layer, x));
        return found;
    }

    /** Returns {@link ForwardPass#steepness} of every example, {@code (examples, n_l)}, in the order of the file. */
    public double[][] steepness(int layer) {
        double[][] found = new double[examples.size()][];
        run((forward, x, example) -> found[example] = forward.steepness(layer, x));
        return found;
    }

    /** What is read after a forward pass of the example at x, whose number in the data set is given. */
    private interface Reading {
        Reading NOTHING = (forward, x, example) -> {};

        void read(ForwardPass forward, int x, int example);
    }

    /** Evaluates the network as it now is, on the threads of a team. */
    Evaluation evaluate(Team team) {
        run(team, Reading.NOTHING);
        return evaluation();
    }

    private void run(Reading reading) {
        try (Team team = new Team(Math.min(parts.size(), Runtime.getRuntime().availableProcessors()))) {
            run(team, reading);
        }
    }

    private void run(Team team, Reading reading) {
        team.each(parts.size(), part -> parts.get(part).run(reading));
    }

    private Evaluation evaluation() {
        int classes = network.architecture().size(network.architecture().layers());
        long[][] confusion = new long[classes][classes];
        double costSum = 0;
        for (Part part : parts) {
            costSum += part.costSum;
            for (int x = 0; x < part.predictions.length; x++) {
                confusion[examples.label(part.range.from() + x)][part.predictions[x]]++;
            }
        }
        return new Evaluation(confusion, costSum / examples.size());
    }

    /** Some examples, with all that is needed to run the network over them. */
    private final class Part {
        private final Range range;
        private final SlicedForward slices;
        private final int[] predictions;
        private double costSum;

        Part(Range range) {
            this.range = range;
            slices = new SlicedForward(network, examples, range.size());
            slices.start(IntStream.range(range.from(), range.to()).toArray());
            predictions = new int[range.size()];
        }

        void run(Reading reading) {
            costSum = 0;
            slices.each(slice -> {
                for (int x = 0; x < slice.size(); x++) {
                    predictions[slice.from() + x] = slices.forward.predicted(x);
                    reading.read(slices.forward, x, range.from() + slice.from() + x);
                }
                costSum += slices.forward.costSum(objective, slices.labels);
            });
        }
    }
}
