package mnist.training;

import java.util.ArrayList;
import java.util.List;
import mnist.data.Dataset;
import mnist.data.Minibatches;
import mnist.data.PixelRange;
import mnist.data.Slice;
import mnist.nn.FirstLayer;
import mnist.nn.Network;
import mnist.nn.Objective;

/**
 * One step of gradient descent: the gradient of the mean cost of a minibatch, and a step against it.
 *
 * <p>Slice by slice, the work comes in two stages, and both are divided in two. First, by <b>examples</b>: from the products
 * of the first layer on, forward, and back to delta^1. Then, by <b>pixels</b>: the gradient of W^1, its step at the end of the
 * minibatch, and the next slice's products. So each half of the images and of W^1 stays with one thread, and what the two
 * exchange is small. The first half of each stage is worked on by this thread and the second by the helper, if there is
 * one. Who does a half makes no difference to its result.
 */
final class MinibatchStep {
    /** Activations of a slice below which handing over a half of them costs more than it saves. */
    private static final int SMALLEST_SHARED = 1_000;

    private static final int BY_EXAMPLES = 0;
    private static final int BY_PIXELS = 1;

    private final Network network;
    private final GradientDescent descent;
    private final int perEpoch;
    private final List<PixelShare> pixels = new ArrayList<>();
    private final ExampleShare[] examples;
    private Slice slice;
    private boolean last;
    private boolean direct;

    MinibatchStep(Network network, Objective objective, GradientDescent descent, Dataset training, int batchSize) {
        this.network = network;
        this.descent = descent;
        List<PixelRange> ranges = PixelRange.halves(training.pixels());
        int sliceCapacity = FirstLayer.efficientSize(network.architecture(), ranges);
        List<Minibatches> parts = Minibatches.of(training, batchSize, sliceCapacity, ranges);
        perEpoch = parts.get(0).perEpoch();
        int sliceSize = parts.get(0).sliceSize();
        FirstLayer first = new FirstLayer(network, ranges, sliceSize);
        for (int part = 0; part < ranges.size(); part++) {
            pixels.add(new PixelShare(parts.get(part), first.parts().get(part), descent));
        }
        boolean shared = sliceSize > 1 && sliceSize * network.architecture().neurons() >= SMALLEST_SHARED;
        int half = shared ? (sliceSize + 1) / 2 : sliceSize;
        examples = new ExampleShare[(sliceSize + half - 1) / half];
        for (int share = 0; share < examples.length; share++) {
            int from = share * half;
            examples[share] = new ExampleShare(first, objective, from, Math.min(half, sliceSize - from));
        }
    }

    /** Returns the number of minibatches of an epoch. */
    int perEpoch() {
        return perEpoch;
    }

    /** Begins an epoch. */
    void start(int[] order, int firstMinibatch) {
        pixels.forEach(share -> share.start(order, firstMinibatch));
    }

    /** Makes the thread for the second halves. */
    Helper helper() {
        return new Helper(() -> run(BY_EXAMPLES, 1), () -> run(BY_PIXELS, 1));
    }

    /**
     * Takes the step of the next minibatch.
     *
     * @param helper who does the second halves, or null for this thread
     */
    void run(Helper helper) {
        do {
            slice = pixels.get(0).slice();
            last = slice.isLast();
            direct = slice.isWhole() && examples.length == 1;
            both(BY_EXAMPLES, examples.length, helper);
            both(BY_PIXELS, pixels.size(), helper);
        } while (!last);
    }

    /** Returns the shares of the examples, with the figures of the last minibatch. */
    ExampleShare[] shares() {
        return examples;
    }

    private void both(int stage, int halves, Helper helper) {
        if (halves > 1 && helper != null) {
            helper.offer(stage);
            run(stage, 0);
            helper.finish();
        } else {
            for (int half = 0; half < halves; half++) {
                run(stage, half);
            }
        }
    }

    private void run(int stage, int half) {
        if (stage == BY_EXAMPLES) {
            runExamples(half);
        } else {
            finishPixels(half);
        }
    }

    private void runExamples(int half) {
        if (direct) {
            examples[half].descend(slice, descent);
        } else {
            examples[half].addGradient(slice);
        }
    }

    private void finishPixels(int half) {
        if (last && !direct) {
            for (int h = half; h < 2; h += pixels.size()) {
                stepRest(h);
            }
        }
        pixels.get(half).finishSlice();
    }

    private void stepRest(int half) {
        for (ExampleShare share : examples) {
            if (share.examples() > 0) {
                descent.stepHalfOfRest(half, network.parameters(), share.gradient());
            }
        }
    }
}
