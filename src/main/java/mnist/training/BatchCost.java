package mnist.training;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import mnist.data.Dataset;
import mnist.data.Range;
import mnist.data.Slice;
import mnist.nn.BackwardPass;
import mnist.nn.Curvature;
import mnist.nn.CurvaturePass;
import mnist.nn.ForwardPass;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Parameters;

/**
 * The mean cost of a minibatch as a function of the network's parameters, with its gradient and the products of its Hessian or
 * Gauss-Newton matrix: the surface that an optimiser of whole minibatches descends. Each call is one pass over the minibatch.
 *
 * <p>The examples are divided into parts that several threads can work on at once; the parts are the same for any number of
 * threads, and sums over them are formed in their order. Each call sets the network's own parameters to the point
 * that it is given. In a network of float64, everything is computed in float64.
 */
final class BatchCost implements Surface {
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
            parts = SlicedForward.parts(batchSize).stream().map(Part::new).toList();
        }
        parts.forEach(part -> part.start(batch));
    }

    @Override
    public double cost(double[] w) {
        return run(w, part -> part.each(slice -> {}));
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
        private final SlicedForward slices;
        private final ForwardPass forward;
        private final BackwardPass backward;
        private final CurvaturePass curvatures;
        private final Parameters sum;
        private final BackwardPass.Taker set;
        private final BackwardPass.Taker add;
        private Tally tally = Tally.NONE;

        Part(Range range) {
            this.range = range;
            slices = new SlicedForward(network, data, range.size());
            forward = slices.forward;
            backward = new BackwardPass(forward, objective, slices.largestSlice());
            curvatures = new CurvaturePass(forward, objective, curvature, slices.largestSlice());
            sum = Parameters.zeros(network.architecture(), network.parameters().type());
            set = BackwardPass.into(sum, 0);
            add = BackwardPass.into(sum, 1);
        }

        void start(int[] batch) {
            slices.start(Arrays.copyOfRange(batch, range.from(), range.to()));
        }

        /** Runs the network forward over each slice, and then something else. */
        void each(Consumer<Slice> then) {
            tally = Tally.NONE;
            slices.each(slice -> {
                double cost = forward.costSum(objective, slices.labels);
                tally = tally.plus(new Tally(slice.size(), cost, forward.countCorrect(slices.labels)));
                then.accept(slice);
            });
        }

        void addGradient(Slice slice) {
            backward.run(slices.labels, batchSize, slice.isFirst() ? set : add);
        }

        void addProduct(Slice slice) {
            curvatures.run(slices.labels, batchSize, v, slice.isFirst() ? set : add);
        }
    }
}
