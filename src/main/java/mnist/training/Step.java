package mnist.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import mnist.config.Config;
import mnist.config.Config.OptimizerConfig;
import mnist.data.Dataset;
import mnist.data.Images;
import mnist.data.Minibatches;
import mnist.data.RandomStream;
import mnist.data.Range;
import mnist.data.Slice;
import mnist.nn.BackwardPass;
import mnist.nn.Dropout;
import mnist.nn.ForwardPass;
import mnist.nn.Gradient;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Parameters;

/**
 * One step of training: the gradient of the mean cost of a minibatch of B examples, and a step of the optimiser against it.
 *
 * <p>A minibatch is worked through in slices of S examples; most are one slice. The first layer's products are most of the
 * work in a small network, so they are divided by <b>pixels</b>: part p keeps the slice's pixels of a range p, {@code A_p}, one
 * example per column, and the weights from them, {@code W_p}. The passes themselves are divided by <b>examples</b>. For a slice, the
 * two kinds of parts exchange only {@code (n_1, S)} matrices: the products, and delta^1.
 *
 * <pre>{@code
 * for each slice of the minibatch:
 *     each part p of the pixels:      P_p = W_p A_p                       so that Z^1 = sum_p P_p + b^1
 *     each part e of the examples:    forward and backward pass           Z, A; BP1 - BP3; BP4 for l > 1
 *     each part p of the pixels:      dC/dW_p = 1/B delta^1 A_p^T         BP4 for l = 1
 * each part p:                        a step of W_p, and of its shares of all other parameters
 * }</pre>
 *
 * <p>A gradient that is one product becomes a step at once, without being written down: that of W_p where the minibatch is one
 * slice, and all others where, besides, one part has all examples (784-16-16-10 at batch 10; at batch 100 there are two such
 * parts, at batch 1000 also eight slices). Otherwise it is summed up first, over slices and parts.
 *
 * <p>With {@code optimizer.clipNorm}, no step begins before the whole gradient is known: all of it is written down, its length is summed up
 * over the parts, and then the parts take their steps.
 *
 * <p>Handing work over is what costs with small minibatches, so the lines of one p that follow each other are one call, {@link
 * #finishSlice}: gradient, step, and the product with the next slice. The parts are a function of the network and the batch size
 * ({@link Partition}). Each writes only to its own memory, and sums over parts are formed in the order of the parts; so how
 * many threads work, which is the {@link Team}'s affair, changes no bit.
 */
final class Step implements MinibatchStep {
    private final Dataset data;
    private final Parameters parameters;
    private final OptimizerConfig optimizer;
    private final Blocks blocks;
    private final Minibatches minibatches;
    private final List<ExamplePart> exampleParts;
    private final List<PixelPart> pixelParts;
    private final List<Matrix> products;
    private final Matrix delta1;
    /** Whether every minibatch is one slice, and no length is asked for: then the gradient of W_p, one product, is a step at once. */
    private final boolean stepsAtOnce;
    /** Where the whole gradient is written down to be clipped, if it is. */
    private final Optional<Parameters> whole;

    private final double dropout;
    private final long seed;

    private final IntConsumer multiply = this::multiplyNext;
    private final IntConsumer forwardAndBackward = this::forwardAndBackward;
    private final IntConsumer finishSlice = this::finishSlice;
    private final IntConsumer finishMinibatch = this::finishMinibatch;
    private double clipFactor = 1;
    private int[] order;
    private int nextSlice;
    private Slice slice;
    private long steps;
    private int plateaus;
    private int epoch;
    private double learningRate;
    private int outsideWrites;
    private boolean productsAreStale;
    private long seen;
    private double costSum;
    private long correct;

    /**
     * @param network which the steps change
     * @param average where the running mean of its parameters is kept, if it is
     * @param data the examples, as the network is to see them
     */
    Step(Config config, Network network, Optional<Parameters> average, Dataset data) {
        this.data = data;
        this.parameters = network.parameters();
        this.optimizer = config.optimizer();
        this.blocks = new Blocks(parameters, average, config);
        Objective objective = config.objective();
        int batchSize = config.training().batchSize();
        Partition partition = Partition.of(network.architecture(), Math.min(batchSize, data.size()));
        minibatches = new Minibatches(data.size(), batchSize, partition.sliceCapacity());
        whole = optimizer.clipNorm() > 0
                ? Optional.of(Parameters.zeros(network.architecture(), parameters.type()))
                : Optional.empty();
        stepsAtOnce = whole.isEmpty() && minibatches.slicesPerEpoch() == minibatches.perEpoch();
        dropout = config.regularization().dropout();
        seed = config.training().seed();
        delta1 = Matrix.zeros(parameters.type(), network.architecture().size(1), minibatches.largestSlice());
        exampleParts = Range.divide(minibatches.largestSlice(), partition.exampleParts()).stream()
                .map(range -> new ExamplePart(network, objective, range))
                .toList();
        pixelParts = IntStream.range(0, partition.pixels().size())
                .mapToObj(p -> new PixelPart(p, partition))
                .toList();
        products = pixelParts.stream().map(part -> part.product).toList();
    }

    @Override
    public int perEpoch() {
        return minibatches.perEpoch();
    }

    @Override
    public double learningRate() {
        return learningRate;
    }

    @Override
    public int threads() {
        return Math.max(pixelParts.size(), exampleParts.size());
    }

    @Override
    public Map<String, Parameters> state() {
        return blocks.state();
    }

    @Override
    public void start(int[] newOrder, TrainingState from) {
        order = newOrder;
        steps = (long) from.epoch() * perEpoch() + from.minibatch();
        plateaus = from.plateaus();
        epoch = from.epoch() + 1;
        nextSlice = minibatches.firstSlice(from.minibatch());
        seen = from.tally().examples();
        costSum = from.tally().costSum();
        correct = from.tally().correct();
        pixelParts.forEach(part -> part.images.start(newOrder));
        productsAreStale = true;
    }

    @Override
    public boolean run(Team team) {
        steps++;
        learningRate = optimizer.learningRate() * optimizer.schedule().share(steps, perEpoch(), plateaus);
        blocks.begin(steps, learningRate);
        if (productsAreStale || parameters.outsideWrites() != outsideWrites) {
            // An epoch begins, or somebody other than a step may have changed the parameters.
            productsAreStale = false;
            outsideWrites = parameters.outsideWrites();
            team.each(pixelParts.size(), multiply);
        }
        do {
            slice = minibatches.slice(nextSlice);
            delta1.resize(slice.size());
            team.each(exampleParts.size(), forwardAndBackward);
            nextSlice++;
            team.each(pixelParts.size(), finishSlice);
        } while (!slice.isLast());
        if (whole.isPresent()) {
            clipFactor = clipFactor();
            team.each(pixelParts.size(), finishMinibatch);
        }
        return count();
    }

    /** {@code P_p = W_p A_p} for the slice that is next, whose bytes, divided by 255, become the columns of A_p. */
    private void multiplyNext(int p) {
        PixelPart part = pixelParts.get(p);
        part.a = part.places.get(part.images.prepare(nextSlice));
        part.a.resize(minibatches.slice(nextSlice).size());
        part.product.resize(part.a.columns());
        part.product.setProduct(part.block.parameters().values(), part.a);
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
            if (part.thinned.isPresent()) {
                int first = slice.from() + part.range.from();
                part.thinned.get().draw(count, x -> new RandomStream(seed, "dropout", place(first + x)));
            }
            part.forward.run(products, part.range.from(), count);
            boolean first = part.examples == 0;
            part.examples += count;
            part.costSum += part.forward.costSum(part.objective, part.labels);
            part.correct += part.forward.countCorrect(part.labels);
            part.backward.run(part.labels, slice.batchSize(), first ? part.first : part.further);
            delta1.setColumns(part.range.from(), part.backward.delta1());
        }
    }

    /** Returns a number of its own for each place of an example in each epoch. */
    private long place(int position) {
        return (long) epoch << Integer.SIZE | position;
    }

    /** The gradient of W_p, now that delta^1 is known; the steps, if the minibatch ends; and the next slice's product. */
    private void finishSlice(int p) {
        PixelPart part = pixelParts.get(p);
        if (stepsAtOnce) {
            blocks.step(part.block, part.gradient);
        } else {
            part.gradient.accumulate(slice.isFirst() ? 0 : 1, 1, part.gradientSum);
        }
        if (slice.isLast() && whole.isPresent()) {
            part.squares = 0;
            for (int i = 0; i < part.shares.size(); i++) {
                part.squares += part.shares.get(i).writeDown();
            }
            return;
        }
        finishMinibatch(p);
    }

    /** The steps, if the minibatch ends, and the next slice's product. */
    private void finishMinibatch(int p) {
        PixelPart part = pixelParts.get(p);
        if (slice.isLast()) {
            for (int i = 0; i < part.shares.size(); i++) {
                blocks.step(part.shares.get(i).block, part.shares.get(i).clipped(clipFactor));
            }
        }
        if (nextSlice < minibatches.slicesPerEpoch()) {
            multiplyNext(p);
        }
    }

    /** {@code min(1, clipNorm / |dC/d(all)|)}, the sum over the parts in their order. */
    private double clipFactor() {
        double squares = 0;
        for (int p = 0; p < pixelParts.size(); p++) {
            squares += pixelParts.get(p).squares;
        }
        return Math.min(1, optimizer.clipNorm() / Math.sqrt(squares));
    }

    @Override
    public Map<String, Double> numbers() {
        return Map.of();
    }

    @Override
    public Tally tally() {
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

    @Override
    public int firstNonFiniteLayer() {
        return exampleParts.stream()
                .mapToInt(part -> part.forward.firstNonFiniteLayer())
                .filter(layer -> layer > 0)
                .min()
                .orElse(0);
    }

    /** A range of the pixels and the weights from them, and shares of all other parameters to step. */
    private final class PixelPart {
        private final Images images;
        private final List<Matrix> places;
        private final Matrix product;
        private final Blocks.Block block;
        private final Gradient gradient;
        private final Matrix gradientSum;
        private final List<Share> shares = new ArrayList<>();
        private Matrix a;
        private double squares;

        PixelPart(int p, Partition partition) {
            Range pixels = partition.pixels().get(p);
            images = new Images(data, minibatches, pixels);
            places = images.places().stream().map(Matrix::of).toList();
            block = blocks.block(all -> all.w(1).columns(pixels), true);
            product =
                    Matrix.zeros(parameters.type(), block.parameters().values().rows(), minibatches.largestSlice());
            // BP4 for l = 1: dC/dW_p = 1/B delta^1 A_p^T
            gradient = (before, factor, target) ->
                    target.accumulateProduct(before, factor / slice.batchSize(), delta1, a.transposed());
            gradientSum = stepsAtOnce ? null : Matrix.zeros(parameters.type(), product.rows(), pixels.size());
            if (!stepsAtOnce) {
                shares.add(new Share(
                        block,
                        (before, factor, target) -> target.accumulate(before, factor, gradientSum),
                        whole.map(all -> all.w(1).columns(pixels))));
            }
            for (int l = 1; l < partition.inputs().size() && !exampleParts.get(0).isAlone; l++) {
                addShares(l, p, partition);
            }
        }

        /** Of a layer l > 1, the weights from the p-th range of its inputs; and the biases of some layers, 1 among them. */
        private void addShares(int layer, int p, Partition partition) {
            List<Range> inputs = partition.inputs().get(layer);
            if (layer > 1 && p < inputs.size()) {
                shares.add(share(all -> all.w(layer).columns(inputs.get(p)), true));
            }
            if (layer % partition.pixels().size() == p) {
                shares.add(share(all -> all.b(layer), false));
            }
        }
    }

    /**
     * A block of parameters, and its gradient, a sum that is formed already.
     *
     * @param whole its place in the whole gradient, if that is written down
     */
    private record Share(Blocks.Block block, Gradient gradient, Optional<Matrix> whole) {
        /** Writes the gradient down, and returns the sum of its squares. */
        double writeDown() {
            gradient.accumulate(0, 1, whole.orElseThrow());
            return whole.orElseThrow().sumOfSquares();
        }

        /** Returns the gradient, if it was written down times a factor. */
        Gradient clipped(double clipFactor) {
            return whole.isEmpty()
                    ? gradient
                    : (before, factor, target) -> target.accumulate(before, factor * clipFactor, whole.get());
        }
    }

    /** The parts of the examples that had any have each a term of the gradient; part 0 always had some. */
    private Share share(Function<Parameters, Matrix> of, boolean areWeights) {
        List<Matrix> terms =
                exampleParts.stream().map(part -> of.apply(part.gradientSum)).toList();
        return new Share(
                blocks.block(of, areWeights),
                (before, factor, target) -> {
                    for (int e = 0; e < terms.size(); e++) {
                        if (exampleParts.get(e).examples > 0) {
                            target.accumulate(e == 0 ? before : 1, factor, terms.get(e));
                        }
                    }
                },
                whole.map(of));
    }

    /** Some examples of every slice; a part that has all of a minibatch steps everything but W^1 by itself. */
    private final class ExamplePart {
        private final Range range;
        private final boolean isAlone;
        private final Optional<Dropout> thinned;
        private final ForwardPass forward;
        private final BackwardPass backward;
        private final Objective objective;
        private final int[] labels;
        private final Parameters gradientSum;
        private final BackwardPass.Taker first;
        private final BackwardPass.Taker further;
        private int examples;
        private double costSum;
        private int correct;

        ExamplePart(Network network, Objective objective, Range range) {
            this.range = range;
            this.objective = objective;
            isAlone = stepsAtOnce && range.size() == minibatches.largestSlice();
            thinned = dropout > 0
                    ? Optional.of(new Dropout(network.architecture(), parameters.type(), dropout, range.size()))
                    : Optional.empty();
            forward = new ForwardPass(network, range.size(), thinned);
            backward = new BackwardPass(forward, objective, range.size());
            labels = new int[range.size()];
            gradientSum = isAlone ? null : Parameters.zeros(network.architecture(), parameters.type());
            first = isAlone ? blocks : BackwardPass.into(gradientSum, 0);
            further = BackwardPass.into(gradientSum, 1);
        }
    }
}
