package mnist.space;

import static org.apache.commons.math3.stat.StatUtils.populationVariance;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import mnist.data.RandomStream;
import mnist.runs.Sample;

/**
 * Functional analysis of variance on a forest of regression trees (Hutter, Hoos and Leyton-Brown, "An efficient approach
 * for assessing hyperparameter importance", ICML 2014). Each tree is a function on the whole space, every level of a
 * parameter weighing the same, however unevenly the trials lie; its variance parts exactly into what single parameters
 * and pairs of them account for:
 * <pre>{@code
 *   a_U(x)  = mean of the tree over all parameters but those in U
 *   V_i     = variance of a_i
 *   V_ij    = variance of a_ij - V_i - V_j
 *   share   = V_U / V * explained
 * }</pre>
 * Trees fit noise too, so a share of their variance alone would make something of nothing. It is therefore multiplied with
 * the part of the trials' variance that the forest predicts of trials it has not seen (R squared out of bag, Breiman 2001;
 * 0 where it predicts no better than the mean). How many trials a leaf has at least is chosen by the same measure: the more
 * noise, the more.
 */
final class FunctionalAnova {
    private static final int TREES = 64;
    private static final int[] FEWEST_IN_LEAF = {3, 6, 12, 24};
    /** Trials that a tree is grown on at most, so that a sweep of any size is analysed in seconds. */
    private static final int MOST_TRIALS = 1000;

    /**
     * A share of the variance.
     *
     * @param mean over the trees, from 0 to 1
     * @param spread standard deviation over the trees, each grown on another bootstrap sample of the trials
     */
    record Share(double mean, double spread) {
        /** Returns whether it is hardly chance. Of 600 parameters of pure noise, 12 to 40 trials each, 1 to 2 % were taken for sure. */
        boolean isSure() {
            return mean > 2 * spread;
        }
    }

    private final RegressionTree.Table table;
    private List<RegressionTree> trees = List.of();
    private double explained;

    /** Grows the forest; the same trials in the same order give the same forest. */
    FunctionalAnova(RegressionTree.Table table) {
        this.table = table;
        int trials = table.objectives().length;
        int[][] bags = new int[trials == 0 ? 0 : TREES][];
        for (int tree = 0; tree < bags.length; tree++) {
            RandomStream random = new RandomStream(0, "bootstrap", tree);
            bags[tree] = IntStream.generate(() -> random.nextInt(trials))
                    .limit(Math.min(trials, MOST_TRIALS))
                    .toArray();
        }
        for (int fewest : FEWEST_IN_LEAF) {
            List<RegressionTree> grown = Arrays.stream(bags)
                    .map(bag -> new RegressionTree(table, bag, fewest))
                    .toList();
            double predicted = explained(grown, bags);
            if (predicted > explained) {
                trees = grown;
                explained = predicted;
            }
        }
    }

    /** Returns the part of the variance that the forest predicts of trials it has not seen, from 0 to 1. */
    double explained() {
        return explained;
    }

    /** Returns what one parameter accounts for by itself. */
    Share main(int p) {
        return share(tree -> populationVariance(marginal(tree, p)));
    }

    /** Returns what two parameters account for together, beyond what each does by itself. */
    Share interaction(int p, int q) {
        return share(tree -> Math.max(
                0,
                populationVariance(marginal(tree, p, q))
                        - populationVariance(marginal(tree, p))
                        - populationVariance(marginal(tree, q))));
    }

    private double explained(List<RegressionTree> grown, int[][] bags) {
        double mean = Arrays.stream(table.objectives()).average().orElse(0);
        double[] sums = new double[table.objectives().length];
        int[] votes = new int[sums.length];
        for (int tree = 0; tree < bags.length; tree++) {
            BitSet bag = new BitSet();
            Arrays.stream(bags[tree]).forEach(bag::set);
            for (int t = bag.nextClearBit(0); t < sums.length; t = bag.nextClearBit(t + 1)) {
                sums[t] += grown.get(tree).predict(table.levels()[t]);
                votes[t]++;
            }
        }
        double wrong = 0;
        double total = 0;
        for (int t = 0; t < sums.length; t++) {
            if (votes[t] > 0) {
                wrong += Math.pow(table.objectives()[t] - sums[t] / votes[t], 2);
                total += Math.pow(table.objectives()[t] - mean, 2);
            }
        }
        return total == 0 ? 0 : 1 - wrong / total;
    }

    private Share share(ToDoubleFunction<RegressionTree> part) {
        double[] shares = trees.stream()
                .mapToDouble(tree -> {
                    double whole = variance(tree);
                    return whole == 0 ? 0 : explained * part.applyAsDouble(tree) / whole;
                })
                .toArray();
        if (shares.length == 0) {
            return new Share(0, 0);
        }
        Sample sample = Sample.of(shares);
        return new Share(sample.mean(), sample.deviation().orElse(0));
    }

    /** The mean of a tree for each level of a parameter. */
    private double[] marginal(RegressionTree tree, int p) {
        double[] means = new double[table.counts()[p]];
        for (RegressionTree.Leaf leaf : tree.leaves()) {
            double part = leaf.value() * size(leaf, p, p);
            leaf.box()[p].stream().forEach(level -> means[level] += part);
        }
        return means;
    }

    /** The mean of a tree for each pair of levels of two parameters. */
    private double[] marginal(RegressionTree tree, int p, int q) {
        int width = table.counts()[q];
        double[] means = new double[table.counts()[p] * width];
        for (RegressionTree.Leaf leaf : tree.leaves()) {
            double part = leaf.value() * size(leaf, p, q);
            int[] columns = leaf.box()[q].stream().toArray();
            leaf.box()[p].stream().forEach(level -> {
                for (int column : columns) {
                    means[level * width + column] += part;
                }
            });
        }
        return means;
    }

    /** The part of the space that a leaf fills, of all parameters but two. */
    private double size(RegressionTree.Leaf leaf, int p, int q) {
        double size = 1;
        for (int k = 0; k < leaf.box().length; k++) {
            size *= k == p || k == q ? 1 : leaf.box()[k].cardinality() / (double) table.counts()[k];
        }
        return size;
    }

    private double variance(RegressionTree tree) {
        double mean = 0;
        for (RegressionTree.Leaf leaf : tree.leaves()) {
            mean += leaf.value() * size(leaf, -1, -1);
        }
        double variance = 0;
        for (RegressionTree.Leaf leaf : tree.leaves()) {
            variance += Math.pow(leaf.value() - mean, 2) * size(leaf, -1, -1);
        }
        return variance;
    }
}
