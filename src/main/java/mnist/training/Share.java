package mnist.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mnist.nn.Gradient;
import mnist.nn.Matrix;
import mnist.nn.Parameters;

/**
 * The parameters that one part of the work steps when a minibatch ends: W_p and, unless one part of the examples steps them, a
 * share of all others. Their gradients may be sums over slices or over parts of the examples.
 */
final class Share {
    private final Blocks blocks;
    private final List<Item> items = new ArrayList<>();

    /**
     * A block of parameters.
     *
     * @param gradient the gradient of the block
     * @param whole the block's place in the whole gradient, if that is stored
     */
    private record Item(Blocks.Block block, Gradient gradient, Optional<Matrix> whole) {}

    Share(Blocks blocks) {
        this.blocks = blocks;
    }

    /** Adds a block of parameters with its gradient. */
    void add(Function<Parameters, Matrix> select, boolean areWeights, Gradient gradient) {
        items.add(new Item(
                blocks.block(select, areWeights),
                gradient,
                blocks.wholeGradient().map(select)));
    }

    /** Adds part p of all parameters but W^1: of the layers 2..L the weights from the p-th range of inputs, and the
     * biases of some layers. */
    void addLayers(int p, Partition partition, List<ExamplePart> parts) {
        for (int l = 1; l < partition.inputs().size(); l++) {
            int layer = l;
            if (layer > 1 && p < partition.inputs().get(layer).size()) {
                addSum(all -> all.w(layer).columns(partition.inputs().get(layer).get(p)), true, parts);
            }
            if (layer % partition.pixels().size() == p) {
                addSum(all -> all.b(layer), false, parts);
            }
        }
    }

    /** Adds a block whose gradient is the sum of the terms of the parts that had examples; part 0 always had some. */
    private void addSum(Function<Parameters, Matrix> select, boolean areWeights, List<ExamplePart> parts) {
        List<Matrix> terms =
                parts.stream().map(part -> select.apply(part.terms())).toList();
        add(select, areWeights, (keep, factor, target) -> {
            for (int e = 0; e < terms.size(); e++) {
                if (parts.get(e).hadExamples()) {
                    target.accumulate(e == 0 ? keep : 1, factor, terms.get(e));
                }
            }
        });
    }

    /** Stores this part of the whole gradient, and returns its sum of squares. */
    double storeGradient() {
        double squares = 0;
        for (int i = 0; i < items.size(); i++) {
            Matrix gradient = items.get(i).whole.orElseThrow();
            items.get(i).gradient.accumulate(0, 1, gradient);
            squares += gradient.sumOfSquares();
        }
        return squares;
    }

    /** Takes the step, with the stored gradient if there is one. */
    void step() {
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.whole.isPresent()) {
                blocks.stepClipped(item.block, item.whole.get());
            } else {
                blocks.step(item.block, item.gradient);
            }
        }
    }
}
