package mnist.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mnist.nn.Gradient;
import mnist.nn.Matrix;
import mnist.nn.Parameters;

/**
 * The parameters that one part of the work steps when a minibatch ends: those whose gradient is a sum of several products, which
 * is formed first, over slices and over parts of the examples. With {@code optimizer.clipNorm} these are all parameters.
 */
final class Share {
    private final Blocks blocks;
    private final List<Summed> list = new ArrayList<>();

    /**
     * A block of parameters.
     *
     * @param gradient the sum
     * @param whole the block's place in the whole gradient, if that is written down
     */
    private record Summed(Blocks.Block block, Gradient gradient, Optional<Matrix> whole) {}

    Share(Blocks blocks) {
        this.blocks = blocks;
    }

    /** Adds a block of parameters with its gradient. */
    void add(Function<Parameters, Matrix> of, boolean areWeights, Gradient gradient) {
        list.add(new Summed(
                blocks.block(of, areWeights), gradient, blocks.wholeGradient().map(of)));
    }

    /** Adds part p of all parameters but W^1: of each later layer the weights from the p-th range of its inputs, and some biases. */
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

    /** Each part of the examples that had any has a term; part 0 always had some. */
    private void addSum(Function<Parameters, Matrix> of, boolean areWeights, List<ExamplePart> parts) {
        List<Matrix> terms = parts.stream().map(part -> of.apply(part.terms())).toList();
        add(of, areWeights, (before, factor, target) -> {
            for (int e = 0; e < terms.size(); e++) {
                if (parts.get(e).hadExamples()) {
                    target.accumulate(e == 0 ? before : 1, factor, terms.get(e));
                }
            }
        });
    }

    /** Writes down this part of the whole gradient, and returns the sum of its squares. */
    double writeDown() {
        double squares = 0;
        for (int i = 0; i < list.size(); i++) {
            Matrix gradient = list.get(i).whole.orElseThrow();
            list.get(i).gradient.accumulate(0, 1, gradient);
            squares += gradient.sumOfSquares();
        }
        return squares;
    }

    /** Takes the step; if the gradient was written down, against that. */
    void step() {
        for (int i = 0; i < list.size(); i++) {
            Summed summed = list.get(i);
            if (summed.whole.isPresent()) {
                blocks.stepClipped(summed.block, summed.whole.get());
            } else {
                blocks.step(summed.block, summed.gradient);
            }
        }
    }
}
