package mnist.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import mnist.config.Config;
import mnist.data.Dataset;
import mnist.data.Minibatches;
import mnist.data.Range;
import mnist.data.Slice;
import mnist.nn.Gradient;
import mnist.nn.Matrix;
import mnist.nn.Network;
import mnist.nn.Parameters;

/**
 * One step of training: the gradient of the mean cost of a minibatch of B examples, and a step of the optimiser against it.
 *
 * <p>A minibatch is processed in slices of at most S examples; most minibatches are one slice. The first layer's products are most of
 * the work in a small network, so they are divided by <b>pixels</b>: part p holds a range of the slice's pixels, {@code A_p}, one
 * example per column, and their weights, {@code W_p}. The passes themselves are divided by <b>examples</b>. For a slice, the two
 * kinds of parts exchange only {@code (n_1, S)} matrices: the products, and delta^1.
 *
 * <pre>{@code
 * for each slice of the minibatch:
 *     each part p of the pixels:      P_p = W_p A_p                       so that Z^1 = sum_p P_p + b^1
 *     each part e of the examples:    forward and backward pass           Z, A; BP1 - BP3; BP4 for l > 1
 *     each part p of the pixels:      dC/dW_p += 1/B delta^1 A_p^T        BP4 for l = 1, from 0 at the first slice
 * each part p:                        a step of W_p, and of its share of all parameters that no pass has stepped
 * }</pre>
 *
 * <p>A gradient that needs no summing goes straight to the optimiser: dC/dW_p if every minibatch is one slice, and, inside the backward
 * pass, all others if one part also has all examples (784-16-16-10 at batch 10; at batch 100 there are two example parts, at batch 1000
 * two in each of eight slices). Otherwise it is summed over slices and parts, and the step is taken when the
 * minibatch ends. With {@code optimizer.clipNorm}, the whole gradient is stored and its norm computed before any step.
 *
 * <p>With small minibatches the hand-over itself is the cost, so for each p, gradient, step and next product are one call, {@link
 * #finishSlice}, unless the gradient is clipped. The parts are a function of the network and the batch size ({@link Partition}). Each
 * writes only to its own memory, and sums over parts are formed in the order of the parts; so the number of threads ({@link Team})
 * changes no bit of the result.
 */
final class Step implements MinibatchStep {
    private final Dataset data;
    private final Parameters parameters;
    private final Blocks blocks;
    private final Minibatches minibatches;
    private final List<ExamplePart> exampleParts;
    private final List<PixelPart> pixelParts;
    private final List<Matrix> products;
    private final Matrix delta1;
    private final int[] labels;
    /** Whether every minibatch is one slice and nothing is clipped: then the gradient of W_p goes straight to the optimiser. */
    private final boolean stepsAtOnce;

    // A method reference is a new object each time.
    private final IntConsumer multiplyNext = this::multiplyNext;
    private final IntConsumer forwardAndBackward = this::forwardAndBackward;
    private final IntConsumer finishSlice = this::finishSlice;
    private final IntConsumer stepAndMultiplyNext = this::stepAndMultiplyNext;
    private int nextSlice;
    private Slice slice;
    private long steps;
    private int plateaus;
    private int outsideWrites;
    private boolean productsAreStale;
    private long seen;
    private double costSum;
    private long correct;

    /**
     * @param network which the steps change
     * @param average where the moving average of its parameters is kept, if it is
     * @param data the examples, as the network is to see them
     */
    Step(Config config, Network network, Optional<Parameters> average, Dataset data) {
        this.data = data;
        this.parameters = network.parameters();
        this.blocks = new Blocks(parameters, average, config);
        int batchSize = config.training().batchSize();
        Partition partition = Partition.of(network.architecture(), Math.min(batchSize, data.size()));
        minibatches = new Minibatches(data.size(), batchSize, partition.sliceCapacity());
        labels = new int[data.size()];
        stepsAtOnce = !blocks.clips() && minibatches.slicesPerEpoch() == minibatches.perEpoch();
        List<Range> ranges = Range.divide(minibatches.largestSlice(), partition.exampleParts());
        boolean oneHasAll = stepsAtOnce && ranges.size() == 1;
        exampleParts = ranges.stream()
                .map(range ->
                        new ExamplePart(config, network, range, oneHasAll ? Optional.of(blocks) : Optional.empty()))
                .toList();
        delta1 = Matrix.zeros(parameters.type(), network.architecture().size(1), minibatches.largestSlice());
        pixelParts = partition.pixels().stream()
                .map(pixels -> new PixelPart(pixels, new Share(blocks)))
                .toList();
        products = pixelParts.stream().map(part -> part.product).toList();
        if (!oneHasAll) {
            for (int p = 0; p < pixelParts.size(); p++) {
                pixelParts.get(p).share.addLayers(p, partition, exampleParts);
            }
        }
    }

    @Override
    public void start(int[] order, TrainingState from) {
        for (int i = 0; i < order.length; i++) {
            labels[i] = data.label(order[i]);
        }
        exampleParts.forEach(part -> part.start(labels, from.epoch() + 1));
        pixelParts.forEach(part -> part.images.start(order));
        steps = (long) from.epoch() * perEpoch() + from.minibatch();
        plateaus = from.plateaus();
        seen = from.tally().examples();
        costSum = from.tally().costSum();
        correct = from.tally().correct();
        nextSlice = minibatches.firstSlice(from.minibatch());
        productsAreStale = true;
    }

    @Override
    public boolean run(Team team) {
        steps++;
        blocks.begin(steps, perEpoch(), plateaus);
        if (productsAreStale || parameters.outsideWrites() != outsideWrites) {
            // An epoch begins, or something other than a step may have changed the parameters.
            productsAreStale = false;
            outsideWrites = parameters.outsideWrites();
            team.each(pixelParts.size(), multiplyNext);
        }
        do {
            slice = minibatches.slice(nextSlice);
            delta1.resize(slice.size());
            team.each(exampleParts.size(), forwardAndBackward);
            nextSlice++;
            team.each(pixelParts.size(), finishSlice);
        } while (!slice.isLast());
        if (blocks.clips()) {
            blocks.clip(squares());
            team.each(pixelParts.size(), stepAndMultiplyNext);
        }
        return addToTally();
    }

    /** {@code P_p = W_p A_p} for the next slice, of which the bytes of its pixels / 255 are the columns of A_p. */
    private void multiplyNext(int p) {
        PixelPart part = pixelParts.get(p);
        part.a = part.images.of(nextSlice);
        part.product.resize(part.a.columns());
        part.product.setProduct(part.w, part.a);
    }

    /** Part e of the slice's examples: forward and backward pass. A short slice may have no examples for this part. */
    private void forwardAndBackward(int e) {
        ExamplePart part = exampleParts.get(e);
        int examples = part.begin(slice);
        if (examples > 0) {
            part.forward.run(products, part.from(), examples);
            part.tally();
            part.backward.run(part.labels, slice.batchSize(), part.taker(slice));
            delta1.setColumns(part.from(), part.backward.delta1());
        }
    }

    /** Sums dC/dW_p if it is summed; then {@link #stepAndMultiplyNext}, or what clipping needs first. */
    private void finishSlice(int p) {
        PixelPart part = pixelParts.get(p);
        if (!stepsAtOnce) {
            part.gradient.accumulate(slice.isFirst() ? 0 : 1, 1, part.sum);
        }
        if (slice.isLast() && blocks.clips()) {
            part.squares = part.share.storeGradient();
        } else {
            stepAndMultiplyNext(p);
        }
    }

    /** The steps, if the minibatch ends, and the product with the next slice, if there is one. */
    private void stepAndMultiplyNext(int p) {
        if (slice.isLast()) {
            pixelParts.get(p).share.step();
        }
        if (nextSlice < minibatches.slicesPerEpoch()) {
            multiplyNext(p);
        }
    }

    /** {@code |dC/d(all)|^2}, summed over the parts in their order. */
    private double squares() {
        double squares = 0;
        for (int p = 0; p < pixelParts.size(); p++) {
            squares += pixelParts.get(p).squares;
        }
        return squares;
    }

    /** Returns whether the costs so far are finite. */
    private boolean addToTally() {
        seen += slice.batchSize();
        for (int e = 0; e < exampleParts.size(); e++) {
            costSum += exampleParts.get(e).costSum();
            correct += exampleParts.get(e).correct();
        }
        return Double.isFinite(costSum);
    }

    @Override
    public Tally tally() {
        return new Tally(seen, costSum, correct);
    }

    @Override
    public int perEpoch() {
        return minibatches.perEpoch();
    }

    @Override
    public double learningRate() {
        return blocks.learningRate();
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
    public int firstNonFiniteLayer() {
        return exampleParts.stream()
                .mapToInt(part -> part.forward.firstNonFiniteLayer())
                .filter(layer -> layer > 0)
                .min()
                .orElse(0);
    }

    /** A range of the pixels, the weights from them, and a share of the other parameters. */
    private final class PixelPart {
        private final InputColumns images;
        private final Matrix w;
        private final Matrix product;
        private final Gradient gradient;
        private final Matrix sum;
        private final Share share;
        private Matrix a;
        private double squares;

        PixelPart(Range pixels, Share share) {
            this.share = share;
            images = new InputColumns(data, minibatches, pixels);
            w = parameters.w(1).columns(pixels);
            product = Matrix.zeros(parameters.type(), w.rows(), minibatches.largestSlice());
            // BP4 for l = 1: dC/dW_p = 1/B delta^1 A_p^T
            gradient = (keep, factor, target) ->
                    target.accumulateProduct(keep, factor / slice.batchSize(), delta1, a.transposed());
            sum = stepsAtOnce ? null : Matrix.zeros(parameters.type(), w.rows(), w.columns());
            share.add(
                    all -> all.w(1).columns(pixels),
                    true,
                    stepsAtOnce ? gradient : (keep, factor, target) -> target.accumulate(keep, factor, sum));
        }
    }
}
