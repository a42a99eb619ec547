package mnist.training;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import mnist.data.Dataset;
import mnist.data.Minibatches;
import mnist.data.Range;
import mnist.data.Slice;
import mnist.nn.BackwardPass;
import mnist.nn.Curvature;
import mnist.nn.CurvaturePass;
import mnist.nn.ForwardPass;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Parameters;

/**
 * The mean cost of a minibatch as a function of the network's parameters, with its gradient and the products of its Hessian or
 * Gauss-Newton matrix: the surface that an optimiser of whole minibatches goes down on. Each call is one pass over the minibatch.
 *
 * <p>The examples are divided into parts that several threads can work on at once; the parts are the same for any number of
 * threads, and sums over them are formed in their order. The network's own parameters are moved to wherever the function is asked
 * for. In a network of float64, everything is computed in float64.
 */
final class BatchCost implements Surface {
    private static final int PARTS = 4;
    /** A smaller minibatch is not divided. */
    private static final int EXAMPLES_FOR_PARTS = 1_000;

    private final Network network;
    private final Objective objective;
    private final Curvature curvature;
    private final Dataset data;
    private final Parameters v;
    private List<Part> parts = List.of();
    private int batchSize;
    private Team team;
    private long examplesSeen;

    /**
     * @param network whose parameters are moved
     * @param data of whose examples minibatches are made
     */
    BatchCost(Network network, Objective objective, Curvature curvature, Dataset data) {
        this.network = network;
        this.objective = objective;
        this.curvature = curvature;
        this.data = data;
        this.v = Parameters.zeros(network.architecture(), network.parameters().type());
    }

    /** Returns how many threads can work at once on a minibatch of so many examples. */
    static int parts(int examples) {
        return examples < EXAMPLES_FOR_PARTS ? 1 : PARTS;
    }

    /**
     * Makes this the cost of a minibatch.
     *
     * @param batch its examples
     * @param workers who compute it
     */
    void on(int[] batch, Team workers) {
        team = workers;
        if (batch.length != batchSize) {
            batchSize = batch.length;
            parts = Range.divide(batchSize, parts(batchSize)).stream()
                    .map(Part::new)
                    .toList();
        }
        parts.forEach(part -> part.start(batch));
    }

    @Override
    public double cost(double[] w) {
        return run(w, part -> part.each(() -> {}));
    }

    @Override
    public double gradient(double[] w, double[] gradient) {
        double cost = run(w, part -> part.each(part::addGradient));
        sum(gradient);
        return cost;
    }

    @Override
    public void curvature(double[] w, double[] vector, double[] product) {
        v.set(vector);
        run(w, part -> part.each(part::addProduct));
        sum(product);
    }

    /** Returns the sums over the minibatch, of the last call. */
    Tally tally() {
        Tally sum = Tally.NONE;
        for (Part part : parts) {
            sum = sum.plus(part.tally);
        }
        return sum;
    }

    /** Returns how many examples were processed since this was made, counting repetitions. */
    long examplesSeen() {
        return examplesSeen;
    }

    /** Returns the first layer whose weighted inputs were not finite when they were last computed, or 0. */
    int firstNonFiniteLayer() {
        return parts.stream()
                .mapToInt(part -> part.forward.firstNonFiniteLayer())
                .filter(layer -> layer > 0)
                .min()
                .orElse(0);
    }

    private double run(double[] w, Consumer<Part> work) {
        network.parameters().set(w);
        examplesSeen += batchSize;
        team.each(parts.size(), p -> work.accept(parts.get(p)));
        return tally().cost();
    }

    private void sum(double[] total) {
        Arrays.fill(total, 0);
        double[] term = new double[total.length];
        for (Part part : parts) {
            part.sum.get(term);
            for (int i = 0; i < total.length; i++) {
                total[i] += term[i];
            }
        }
    }

    /** Some examples of each minibatch, with all that is needed to run the passes over them. */
    private final class Part {
        private final Range range;
        private final Minibatches slices;
        private final InputColumns images;
        private final Matrix a;
        private final ForwardPass forward;
        private final BackwardPass backward;
        private final CurvaturePass curvatures;
        private final int[] labels;
        private final Parameters sum;
        private final BackwardPass.Taker first;
        private final BackwardPass.Taker further;
        private int[] order;
        private Slice slice;
        private Tally tally = Tally.NONE;

        Part(Range range) {
            this.range = range;
            Range pixels = Range.all(data.pixels());
            int capacity = Partition.sliceCapacity(network.architecture(), pixels);
            slices = new Minibatches(range.size(), range.size(), capacity);
            images = new InputColumns(data, slices, pixels);
            int largest = slices.largestSlice();
            a = Matrix.zeros(network.parameters().type(), data.pixels(), largest);
            forward = new ForwardPass(network, largest);
            backward = new BackwardPass(forward, objective, largest);
            curvatures = new CurvaturePass(forward, objective, curvature, largest);
            labels = new int[largest];
            sum = Parameters.zeros(network.architecture(), network.parameters().type());
            first = BackwardPass.into(sum, 0);
            further = BackwardPass.into(sum, 1);
        }

        void start(int[] batch) {
            order = Arrays.copyOfRange(batch, range.from(), range.to());
            images.start(order);
        }

        /** Runs the network forward over each slice, and then something else. */
        void each(Runnable then) {
            tally = Tally.NONE;
            for (int i = 0; i < slices.slicesPerEpoch(); i++) {
                slice = slices.slice(i);
                forward.run(images(i));
                for (int x = 0; x < slice.size(); x++) {
                    labels[x] = data.label(order[slice.from() + x]);
                }
                tally = tally.plus(
                        new Tally(slice.size(), forward.costSum(objective, labels), forward.countCorrect(labels)));
                then.run();
            }
        }

        void addGradient() {
            backward.run(labels, batchSize, slice.from() == 0 ? first : further);
        }

        void addProduct() {
            curvatures.run(labels, batchSize, v, slice.from() == 0 ? first : further);
        }

        private Matrix images(int i) {
            Matrix columns = images.of(i);
            if (columns.type() == a.type()) {
                return columns;
            }
            a.resize(slice.size());
            a.setColumns(0, columns);
            return a;
        }
    }
}
