package mnist.training;

import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Dataset;
import mnist.data.Minibatches;
import mnist.data.Range;
import mnist.data.Slice;
import mnist.nn.ForwardPass;
import mnist.nn.Network;
import mnist.nn.Objective;

/**
 * Evaluates a network on every example of a data set, in the order of the file. The examples are divided into parts
 * that several threads can work on at once; the parts are the same for any number of threads.
 */
public final class Evaluator {
    /** Into how many parts a data set is divided; a smaller one than {@link #EXAMPLES_FOR_PARTS} is not. */
    private static final int PARTS = 4;

    private static final int EXAMPLES_FOR_PARTS = 1_000;

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
        int count = examples.size() < EXAMPLES_FOR_PARTS ? 1 : PARTS;
        this.parts =
                Range.divide(examples.size(), count).stream().map(Part::new).toList();
    }

    /** Returns the class that the network as it now is gives to each example, in the order of the file. */
    public int[] predict() {
        run();
        return parts.stream()
                .flatMapToInt(part -> IntStream.of(part.predictions))
                .toArray();
    }

    /** Evaluates the network as it now is, on as many threads as the machine has a use for. */
    public Evaluation evaluate() {
        run();
        return evaluation();
    }

    /** Evaluates the network as it now is, as {@link #evaluate()} does, and keeps its outputs. */
    public Answers answers() {
        double[][] outputs = activations(network.architecture().layers());
        return new Answers(examples, outputs, evaluation());
    }

    /** Returns {@code A^l} of every example, {@code (examples, n_l)}, in the order of the file. */
    public double[][] activations(int layer) {
        return ofEach((forward, x) -> forward.activations(layer, x));
    }

    /** Returns {@link ForwardPass#steepness} of every example, {@code (examples, n_l)}, in the order of the file. */
    public double[][] steepness(int layer) {
        return ofEach((forward, x) -> forward.steepness(layer, x));
    }

    private double[][] ofEach(Reading reading) {
        double[][] found = new double[examples.size()][];
        parts.forEach(part -> part.keep(reading, found));
        run();
        parts.forEach(part -> part.keep(null, null));
        return found;
    }

    /** What is read of an example after a forward pass. */
    private interface Reading {
        double[] of(ForwardPass forward, int example);
    }

    /** Evaluates the network as it now is, on the threads of a team. */
    Evaluation evaluate(Team team) {
        team.each(parts.size(), part -> parts.get(part).run());
        return evaluation();
    }

    private void run() {
        try (Team team = new Team(Math.min(parts.size(), Runtime.getRuntime().availableProcessors()))) {
            team.each(parts.size(), part -> parts.get(part).run());
        }
    }

    private Evaluation evaluation() {
        int classes = network.architecture().size(network.architecture().layers());
        long[][] confusion = new long[classes][classes];
        double costSum = 0;
        for (Part part : parts) {
            costSum += part.costSum;
            for (int x = 0; x < part.predictions.length; x++) {
                confusion[part.examples.label(x)][part.predictions[x]]++;
            }
        }
        return new Evaluation(confusion, costSum / examples.size());
    }

    /** Some examples, with all that is needed to run the network over them. */
    private final class Part {
        private final Range range;
        private final Dataset examples;
        private final Minibatches slices;
        private final InputColumns images;
        private final ForwardPass forward;
        private final int[] labels;
        private final int[] predictions;
        private double costSum;
        private Reading reading;
        private double[][] kept;

        Part(Range range) {
            this.range = range;
            examples = Evaluator.this.examples.subset(range.from(), range.to());
            Range pixels = Range.all(examples.pixels());
            int capacity = Partition.sliceCapacity(network.architecture(), pixels);
            slices = new Minibatches(examples.size(), examples.size(), capacity);
            images = new InputColumns(examples, slices, pixels);
            images.start(Minibatches.inOrder(examples.size()));
            forward = new ForwardPass(network, slices.largestSlice());
            labels = new int[slices.largestSlice()];
            predictions = new int[examples.size()];
        }

        /** Keeps what is read of each example in the next runs, in the place of its number; nothing if the array is null. */
        void keep(Reading ofEach, double[][] places) {
            reading = ofEach;
            kept = places;
        }

        void run() {
            costSum = 0;
            for (int i = 0; i < slices.slicesPerEpoch(); i++) {
                Slice slice = slices.slice(i);
                forward.run(images.of(i));
                for (int x = 0; x < slice.size(); x++) {
                    labels[x] = examples.label(slice.from() + x);
                    predictions[slice.from() + x] = forward.predicted(x);
                }
                costSum += forward.costSum(objective, labels);
                if (kept != null) {
                    keep(slice);
                }
            }
        }

        private void keep(Slice slice) {
            for (int x = 0; x < slice.size(); x++) {
                kept[range.from() + slice.from() + x] = reading.of(forward, x);
            }
        }
    }
}
