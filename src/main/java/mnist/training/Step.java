package mnist.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import mnist.data.Dataset;
import mnist.data.Images;
import mnist.data.Minibatches;
import mnist.data.Range;
import mnist.data.Slice;
import mnist.nn.BackwardPass;
import mnist.nn.ForwardPass;
import mnist.nn.Gradient;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Parameters;

/**
 * One step of training: the gradient of the mean cost of a minibatch, and a step of the optimiser against it.
 *
 * <p>A minibatch is worked through in slices. The first layer's products are most of the work in a small network, so they are
 * divided by <b>pixels</b>: part p keeps its pixels of every image, {@code A_p}, and the weights from them, {@code W_p}. All else is
 * divided by <b>examples</b>. What the two kinds of parts exchange is small, {@code (n_1, B)}:
 *
 * <pre>{@code
 * for each slice of the minibatch:
 *     each part p of the pixels:      Z_p = W_p A_p                       so that Z^1 = sum_p Z_p + b^1
 *     each part e of the examples:    forward and backward pass           Z, A; BP1 - BP3; BP4 for l > 1
 *     each part p of the pixels:      dC/dW_p = 1/B delta^1 A_p^T         BP4 for l = 1
 * each part p:                        a step of W_p, and of its share of the other layers
 * }</pre>
 *
 * <p>Handing work over is what costs with small minibatches, so the lines of one p that follow each other are one call, {@link
 * #finish}: gradient, step, and the product with the next slice. Which part does what is a function of the network and
 * the minibatch ({@link Partition}); how many threads do it is the {@link Team}'s affair, and changes no bit.
 */
final class Step {
    private final Dataset data;
    private final Parameters parameters;
    private final Map<String, Parameters> state = new LinkedHashMap<>();
    private final Optimizer optimizer;
    private final Minibatches minibatches;
    private final List<ExamplePart> exampleParts;
    private final List<PixelPart> pixelParts;
    private final List<Matrix> products;
    private final Matrix delta1;
    /** Whether every minibatch is one slice: then the gradient of W_p is one product, and can be a step at once. */
    private final boolean isOneSlice;

    private final IntConsumer multiply = this::multiply;
    private final IntConsumer forwardAndBackward = this::forwardAndBackward;
    private final IntConsumer finish = this::finish;
    private int[] order;
    private int index;
    private Slice slice;
    private long t;
    private int writesBefore;
    private long seen;
    private double costSum;
    private long correct;

    Step(Network network, Objective objective, Optimizer optimizer, Dataset data, int batchSize) {
        this.data = data;
        this.parameters = network.parameters();
        this.optimizer = optimizer;
        optimizer.stateNames().forEach(name -> state.put(name, zeros()));
        Partition partition = Partition.of(network.architecture(), Math.min(batchSize, data.size()));
        minibatches = new Minibatches(data.size(), batchSize, partition.sliceCapacity());
        isOneSlice = minibatches.slices() == minibatches.count();
        delta1 = Matrix.zeros(parameters.type(), network.architecture().size(1), minibatches.sliceSize());
        exampleParts = Range.divide(minibatches.sliceSize(), partition.exampleParts()).stream()
                .map(range -> new ExamplePart(network, objective, range))
                .toList();
        pixelParts = IntStream.range(0, partition.pixels().size())
                .mapToObj(p -> new PixelPart(p, partition))
                .toList();
        products = pixelParts.stream().map(part -> part.product).toList();
    }

    /** Returns the number of minibatches of an epoch. */
    int perEpoch() {
        return minibatches.count();
    }

    /** Returns how many threads can work on a step at once. */
    int threads() {
        return Math.max(pixelParts.size(), exampleParts.size());
    }

    /** Returns what the optimiser keeps from step to step, by name; writing to it changes what it keeps. */
    Map<String, Parameters> state() {
        return state;
    }

    /**
     * Begins an epoch.
     *
     * @param newOrder the example at each position
     * @param from how many epochs and minibatches are completed, with the sums over the examples of these minibatches
     */
    void start(int[] newOrder, TrainingState from) {
        order = newOrder;
        t = (long) from.epoch() * perEpoch() + from.minibatch();
        index = minibatches.firstSlice(from.minibatch());
        seen = from.tally().examples();
        costSum = from.tally().costSum();
        correct = from.tally().correct();
        pixelParts.forEach(part -> part.images.start(newOrder));
        writesBefore = parameters.writes() - 1;
    }

    /** Takes a step on the next minibatch; returns whether the costs so far are finite. */
    boolean run(Team team) {
        t++;
        if (parameters.writes() != writesBefore) {
            // An epoch begins, or somebody has changed the parameters since the last step.
            writesBefore = parameters.writes();
            team.each(pixelParts.size(), multiply);
        }
        do {
            slice = minibatches.slice(index);
            delta1.resize(slice.size());
            team.each(exampleParts.size(), forwardAndBackward);
            index++;
            team.each(pixelParts.size(), finish);
        } while (!slice.isLast());
        return count();
    }

    /** {@code Z_p = W_p A_p} for the slice that is next. */
    private void multiply(int p) {
        PixelPart part = pixelParts.get(p);
        part.a = part.places.get(part.images.prepare(index));
        part.a.resize(minibatches.slice(index).size());
        part.product.resize(part.a.columns());
        part.product.setProduct(part.block.parameters(), part.a);
    }

    /** Part e of the slice's examples: forward and backward pass. */
    private void forwardAndBackward(int e) {
        ExamplePart part = exampleParts.get(e);
        if (slice.isFirst()) {
            part.examples = 0;
            part.costSum = 0;
            part.correct = 0;
        }
        int count = Math.min(slice.size() - part.range.from(), part.range.size());
        if (count > 0) {
            for (int x = 0; x < count; x++) {
                part.labels[x] = data.label(order[slice.from() + part.range.from() + x]);
            }
            part.forward.run(products, part.range.from(), count);
            part.examples += count;
            part.costSum += part.forward.costSum(part.objective, part.labels);
            part.correct += part.forward.countCorrect(part.labels);
            part.backward.run(part.labels, slice.batchSize(), slice.isFirst() ? part.first : part.further);
            delta1.setColumns(part.range.from(), part.backward.delta1());
        }
    }

    /** The gradient of W_p, now that delta^1 is known; the steps, if the minibatch ends; and the next slice's product. */
    private void finish(int p) {
        PixelPart part = pixelParts.get(p);
        if (isOneSlice) {
            optimizer.step(part.block, part.gradient, t);
        } else {
            part.gradient.accumulate(slice.isFirst() ? 0 : 1, 1, part.sum);
        }
        if (slice.isLast()) {
            for (int i = 0; i < part.shares.size(); i++) {
                optimizer.step(part.shares.get(i).block, part.shares.get(i), t);
            }
        }
        if (index < minibatches.slices()) {
            multiply(p);
        }
    }

    /** Returns the sums over the epoch's examples so far, each taken before the step on it. */
    Tally tally() {
        return new Tally(seen, costSum, correct);
    }

    private boolean count() {
        seen += slice.batchSize();
        for (int e = 0; e < exampleParts.size(); e++) {
            costSum += exampleParts.get(e).costSum;
            correct += exampleParts.get(e).correct;
        }
        return Double.isFinite(costSum);
    }

    /** Returns the first layer whose weighted inputs were not finite in the last slice, or 0. */
    int firstNonFiniteLayer() {
        return exampleParts.stream()
                .mapToInt(part -> part.forward.firstNonFiniteLayer())
                .filter(layer -> layer > 0)
                .min()
                .orElse(0);
    }

    private Parameters zeros() {
        return Parameters.zeros(parameters.architecture(), parameters.type());
    }

    private Optimizer.Block block(Function<Parameters, Matrix> of, boolean areWeights) {
        return new Optimizer.Block(
                of.apply(parameters), state.values().stream().map(of).toList(), areWeights);
    }

    /** Some pixels of every image and the weights from them, and some blocks of the other layers to step. */
    private final class PixelPart {
        private final Images images;
        private final List<Matrix> places;
        private final Matrix product;
        private final Optimizer.Block block;
        private final Gradient gradient;
        private final Matrix sum;
        private final List<Share> shares = new ArrayList<>();
        private Matrix a;

        PixelPart(int p, Partition partition) {
            Range pixels = partition.pixels().get(p);
            images = new Images(data, minibatches, pixels);
            places = images.places().stream().map(Matrix::of).toList();
            Function<Parameters, Matrix> fromPixels = all -> all.w(1).columns(pixels);
            block = block(fromPixels, true);
            product = Matrix.zeros(parameters.type(), block.parameters().rows(), minibatches.sliceSize());
            // BP4 for l = 1: dC/dW_p = 1/B delta^1 A_p^T
            gradient = (before, factor, target) ->
                    target.accumulateProduct(before, factor / slice.batchSize(), delta1, a.transposed());
            sum = isOneSlice ? null : fromPixels.apply(exampleParts.get(0).sum);
            if (!isOneSlice) {
                shares.add(new Share(block, List.of(sum)));
            }
            for (int l = 1; l < partition.inputs().size() && !exampleParts.get(0).isAlone; l++) {
                addShares(l, p, partition);
            }
        }

        /** Of every other layer, the weights from the p-th range of its inputs; and the biases of every so many-th layer. */
        private void addShares(int layer, int p, Partition partition) {
            List<Range> inputs = partition.inputs().get(layer);
            if (layer > 1 && p < inputs.size()) {
                shares.add(new Share(all -> all.w(layer).columns(inputs.get(p)), true));
            }
            if (layer % partition.pixels().size() == p) {
                shares.add(new Share(all -> all.b(layer), false));
            }
        }
    }

    /** A block of parameters whose gradient is a sum that the parts have formed. */
    private final class Share implements Gradient {
        private final Optimizer.Block block;
        private final List<Matrix> terms;

        Share(Optimizer.Block block, List<Matrix> terms) {
            this.block = block;
            this.terms = terms;
        }

        Share(Function<Parameters, Matrix> of, boolean areWeights) {
            this(
                    block(of, areWeights),
                    exampleParts.stream().map(part -> of.apply(part.sum)).toList());
        }

        @Override
        public void accumulate(double before, double factor, Matrix target) {
            for (int e = 0; e < terms.size(); e++) {
                if (exampleParts.get(e).examples > 0) {
                    target.accumulate(e == 0 ? before : 1, factor, terms.get(e));
                }
            }
        }
    }

    /** Some examples of every slice; a part that has all of a minibatch takes the step of layers 2..L by itself. */
    private final class ExamplePart {
        private final Range range;
        private final boolean isAlone;
        private final ForwardPass forward;
        private final BackwardPass backward;
        private final Objective objective;
        private final int[] labels;
        private final Parameters sum;
        private final BackwardPass.Taker first;
        private final BackwardPass.Taker further;
        private int examples;
        private double costSum;
        private int correct;

        ExamplePart(Network network, Objective objective, Range range) {
            this.range = range;
            this.objective = objective;
            isAlone = isOneSlice && range.size() == minibatches.sliceSize();
            forward = new ForwardPass(network, range.size());
            backward = new BackwardPass(forward, objective, range.size());
            labels = new int[range.size()];
            sum = isAlone ? null : zeros();
            first = isAlone ? new StepAtOnce() : BackwardPass.into(sum, 0);
            further = BackwardPass.into(sum, 1);
        }
    }

    /** Takes the step of a layer as soon as its gradient is found. */
    private final class StepAtOnce implements BackwardPass.Taker {
        private final List<Optimizer.Block> weights = new ArrayList<>();
        private final List<Optimizer.Block> biases = new ArrayList<>();

        StepAtOnce() {
            for (int layer = 1; layer <= parameters.architecture().layers(); layer++) {
                int l = layer;
                weights.add(block(all -> all.w(l), true));
                biases.add(block(all -> all.b(l), false));
            }
        }

        @Override
        public void weights(int layer, Gradient gradient) {
            optimizer.step(weights.get(layer - 1), gradient, t);
        }

        @Override
        public void biases(int layer, Gradient gradient) {
            optimizer.step(biases.get(layer - 1), gradient, t);
        }
    }
}
