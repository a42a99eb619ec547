package mnist.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
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
 * PixelPart#finish}: gradient, step, and the product with the next slice. Which part does what is a function of the network and
 * the minibatch ({@link Partition}); how many threads do it is the {@link Team}'s affair, and changes no bit.
 */
final class Step {
    private final Dataset data;
    private final Parameters parameters;
    private final Optimizer optimizer;
    private final Minibatches minibatches;
    private final Blocks blocks;
    private final List<PixelPart> pixelParts = new ArrayList<>();
    private final List<ExamplePart> exampleParts = new ArrayList<>();
    private final List<Matrix> products = new ArrayList<>();
    private final Matrix delta1;
    private final int threads;
    /** Whether every minibatch is one slice: then the gradient of W_p is one product, and can be a step at once. */
    private final boolean isOneSlice;

    private final IntConsumer multiply = p -> pixelParts.get(p).multiply();
    private final IntConsumer forwardAndBackward = e -> exampleParts.get(e).run();
    private final IntConsumer finish = p -> pixelParts.get(p).finish();
    private int[] order;
    private int index;
    private Slice slice;
    private long t;
    private int writesBefore;

    Step(Network network, Objective objective, Optimizer optimizer, Dataset data, int batchSize) {
        this.data = data;
        this.parameters = network.parameters();
        this.optimizer = optimizer;
        this.blocks = new Blocks(network, optimizer);
        Partition partition = Partition.of(network.architecture(), Math.min(batchSize, data.size()));
        minibatches = new Minibatches(data.size(), batchSize, partition.sliceCapacity());
        isOneSlice = minibatches.slices() == minibatches.count();
        threads = partition.threads();
        int sliceSize = minibatches.sliceSize();
        delta1 = Matrix.zeros(parameters.type(), network.architecture().size(1), sliceSize);
        for (Range examples : Range.divide(sliceSize, partition.exampleParts())) {
            exampleParts.add(new ExamplePart(network, objective, examples, partition.exampleParts() == 1));
        }
        for (int p = 0; p < partition.pixels().size(); p++) {
            pixelParts.add(new PixelPart(p, partition));
        }
    }

    /** Returns the number of minibatches of an epoch. */
    int perEpoch() {
        return minibatches.count();
    }

    /** Returns how many threads can work on a step at once. */
    int threads() {
        return threads;
    }

    /** Returns what the optimiser keeps from step to step, by name; writing to it changes what it keeps. */
    Map<String, Parameters> state() {
        return blocks.state();
    }

    /**
     * Begins an epoch.
     *
     * @param newOrder the example at each position
     * @param epoch which one, from 1
     * @param minibatch the first to take a step on, from 0
     */
    void start(int[] newOrder, int epoch, int minibatch) {
        order = newOrder;
        t = (long) (epoch - 1) * perEpoch() + minibatch;
        index = minibatches.firstSlice(minibatch);
        pixelParts.forEach(part -> part.images.start(newOrder));
        writesBefore = parameters.writes() - 1;
    }

    /** Takes a step on the next minibatch. */
    void run(Team team) {
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
    }

    /** Returns how many examples the last minibatch had. */
    int examples() {
        return slice.batchSize();
    }

    /** Returns the sum of the costs of the last minibatch's examples, before the step. */
    double costSum() {
        double sum = 0;
        for (int e = 0; e < exampleParts.size(); e++) {
            sum += exampleParts.get(e).costSum;
        }
        return sum;
    }

    /** Returns how many of the last minibatch's examples were given their class, before the step. */
    int correct() {
        int correct = 0;
        for (int e = 0; e < exampleParts.size(); e++) {
            correct += exampleParts.get(e).correct;
        }
        return correct;
    }

    /** Returns the first layer whose weighted inputs were not finite in the last slice, or 0. */
    int firstNonFiniteLayer() {
        return exampleParts.stream()
                .mapToInt(part -> part.forward.firstNonFiniteLayer())
                .filter(layer -> layer > 0)
                .min()
                .orElse(0);
    }

    /** Some pixels of every image, and the weights from them; and this part's share of the step of the other layers. */
    private final class PixelPart {
        private final Images images;
        private final List<Matrix> places;
        private final Matrix product;
        private final Optimizer.Block block;
        private final Matrix sum;
        private final Gradient gradient;
        private final Gradient sumOfSlices;
        private final List<Share> others = new ArrayList<>();
        private Matrix a;

        PixelPart(int p, Partition partition) {
            Range pixels = partition.pixels().get(p);
            images = new Images(data, minibatches, pixels);
            places = images.places().stream().map(Matrix::of).toList();
            block = blocks.weights(1, pixels);
            product = Matrix.zeros(parameters.type(), block.parameters().rows(), minibatches.sliceSize());
            products.add(product);
            sum = isOneSlice ? null : exampleParts.get(0).sum.w(1).columns(pixels);
            // BP4 for l = 1: dC/dW_p = 1/B delta^1 A_p^T
            gradient = (before, factor, target) ->
                    target.accumulateProduct(before, factor / slice.batchSize(), delta1, a.transposed());
            sumOfSlices = (before, factor, target) -> target.accumulate(before, factor, sum);
            for (int l = 1; l < partition.inputs().size() && !exampleParts.get(0).isAlone; l++) {
                addShare(l, p, partition);
            }
        }

        /** Of every other layer, the weights from the p-th range of its inputs; and the biases of every so many-th layer. */
        private void addShare(int layer, int p, Partition partition) {
            List<Range> inputs = partition.inputs().get(layer);
            if (layer > 1 && p < inputs.size()) {
                Range range = inputs.get(p);
                others.add(new Share(
                        blocks.weights(layer, range),
                        gradient -> gradient.w(layer).columns(range)));
            }
            if (layer % partition.pixels().size() == p) {
                others.add(new Share(blocks.biases(layer), gradient -> gradient.b(layer)));
            }
        }

        /** {@code Z_p = W_p A_p} for the slice that is next. */
        void multiply() {
            a = places.get(images.prepare(index));
            a.resize(minibatches.slice(index).size());
            product.resize(a.columns());
            product.setProduct(block.parameters(), a);
        }

        /** The gradient of W_p, now that delta^1 is known; the step, if the minibatch ends; and the next slice's product. */
        void finish() {
            if (isOneSlice) {
                optimizer.step(block, gradient, t);
            } else {
                gradient.accumulate(slice.isFirst() ? 0 : 1, 1, sum);
                if (slice.isLast()) {
                    optimizer.step(block, sumOfSlices, t);
                }
            }
            if (slice.isLast()) {
                for (int i = 0; i < others.size(); i++) {
                    optimizer.step(others.get(i).block, others.get(i), t);
                }
            }
            if (index < minibatches.slices()) {
                multiply();
            }
        }
    }

    /** A block of parameters whose gradient is the sum of what the parts of the examples found. */
    private final class Share implements Gradient {
        private final Optimizer.Block block;
        private final List<Matrix> sums;

        Share(Optimizer.Block block, Function<Parameters, Matrix> of) {
            this.block = block;
            this.sums = exampleParts.stream().map(part -> of.apply(part.sum)).toList();
        }

        @Override
        public void accumulate(double before, double factor, Matrix target) {
            for (int e = 0; e < sums.size(); e++) {
                if (exampleParts.get(e).examples > 0) {
                    target.accumulate(e == 0 ? before : 1, factor, sums.get(e));
                }
            }
        }
    }

    /** Some examples of every slice. */
    private final class ExamplePart {
        private final Range range;
        private final ForwardPass forward;
        private final BackwardPass backward;
        private final Objective objective;
        private final int[] labels;
        private final int[] predictions;
        /** Whether this part has all examples of a minibatch at once: then it takes the step of its layers by itself. */
        private final boolean isAlone;

        private final Parameters sum;
        private final BackwardPass.Taker first;
        private final BackwardPass.Taker further;
        private int examples;
        private double costSum;
        private int correct;

        ExamplePart(Network network, Objective objective, Range range, boolean isOnly) {
            this.range = range;
            this.objective = objective;
            this.isAlone = isOnly && isOneSlice;
            forward = new ForwardPass(network, range.size());
            backward = new BackwardPass(forward, objective, range.size());
            labels = new int[range.size()];
            predictions = new int[range.size()];
            sum = isAlone ? null : Parameters.zeros(network.architecture(), parameters.type());
            first = isAlone ? stepAtOnce(network.architecture().layers()) : BackwardPass.into(sum, 0);
            further = BackwardPass.into(sum, 1);
        }

        /** Runs this part's examples of the slice forward and backward. */
        void run() {
            if (slice.isFirst()) {
                examples = 0;
                costSum = 0;
                correct = 0;
            }
            int count = Math.min(slice.size() - range.from(), range.size());
            if (count <= 0) {
                return;
            }
            for (int x = 0; x < count; x++) {
                labels[x] = data.label(order[slice.from() + range.from() + x]);
            }
            forward.run(products, range.from(), count);
            tally(count);
            backward.run(labels, slice.batchSize(), slice.isFirst() ? first : further);
            delta1.setColumns(range.from(), backward.delta1());
        }

        private void tally(int count) {
            examples += count;
            costSum += forward.costSum(objective, labels);
            forward.predict(predictions);
            for (int x = 0; x < count; x++) {
                correct += predictions[x] == labels[x] ? 1 : 0;
            }
        }

        private BackwardPass.Taker stepAtOnce(int layers) {
            List<Optimizer.Block> weights = new ArrayList<>();
            List<Optimizer.Block> biases = new ArrayList<>();
            for (int l = 1; l <= layers; l++) {
                weights.add(blocks.weights(l));
                biases.add(blocks.biases(l));
            }
            return new BackwardPass.Taker() {
                @Override
                public void biases(int layer, Gradient gradient) {
                    optimizer.step(biases.get(layer - 1), gradient, t);
                }

                @Override
                public void weights(int layer, Gradient gradient) {
                    optimizer.step(weights.get(layer - 1), gradient, t);
                }
            };
        }
    }
}
