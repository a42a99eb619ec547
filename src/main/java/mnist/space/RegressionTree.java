package mnist.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A regression tree (CART; Breiman, Friedman, Olshen and Stone 1984) over parameters with finitely many levels. A leaf is
 * a box, a set of levels for each parameter, and the boxes of all leaves part the whole space. Levels in order are cut at
 * one place; levels without an order are first ordered by their mean in the node, which finds the best of all two-way
 * partitions.
 */
final class RegressionTree {
    /**
     * The trials that trees are grown on.
     *
     * @param counts how many levels each parameter has
     * @param ordered whether the levels of each parameter have an order
     * @param levels {@code [trial][parameter]}, from 0
     * @param objectives one for each trial
     */
    record Table(int[] counts, boolean[] ordered, int[][] levels, double[] objectives) {}

    /**
     * A part of the space, and what the tree predicts there.
     *
     * @param box the levels of each parameter
     * @param value the mean of the objective over the trials of the box
     */
    record Leaf(BitSet[] box, double value) {
        private boolean contains(int[] levels) {
            return IntStream.range(0, box.length).allMatch(p -> box[p].get(levels[p]));
        }
    }

    private record Split(int parameter, BitSet left, double gain) {}

    private final Table table;
    private final int fewestInLeaf;
    private final List<Leaf> leaves = new ArrayList<>();

    /**
     * Grows a tree.
     *
     * @param trials its trials; one may stand there more than once
     * @param fewestInLeaf no leaf has fewer trials
     */
    RegressionTree(Table table, int[] trials, int fewestInLeaf) {
        this.table = table;
        this.fewestInLeaf = fewestInLeaf;
        BitSet[] space = new BitSet[table.counts().length];
        for (int p = 0; p < space.length; p++) {
            space[p] = new BitSet();
            space[p].set(0, table.counts()[p]);
        }
        grow(trials, space);
    }

    List<Leaf> leaves() {
        return leaves;
    }

    double predict(int[] levels) {
        return leaves.stream()
                .filter(leaf -> leaf.contains(levels))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private void grow(int[] trials, BitSet[] box) {
        Optional<Split> found = IntStream.range(0, box.length)
                .mapToObj(p -> bestSplit(trials, p, box[p]))
                .filter(split -> split.gain() > 0)
                .max(Comparator.comparingDouble(Split::gain));
        if (found.isEmpty()) {
            leaves.add(new Leaf(box, mean(trials)));
            return;
        }
        Split best = found.get();
        int p = best.parameter();
        BitSet right = (BitSet) box[p].clone();
        right.andNot(best.left());
        for (BitSet side : List.of(best.left(), right)) {
            BitSet[] part = box.clone();
            part[p] = side;
            grow(
                    Arrays.stream(trials)
                            .filter(t -> side.get(table.levels()[t][p]))
                            .toArray(),
                    part);
        }
    }

    /** Returns the split that lowers the sum of squares the most, or one with gain 0 where none does. */
    private Split bestSplit(int[] trials, int p, BitSet levels) {
        int[] counts = new int[table.counts()[p]];
        double[] sums = new double[counts.length];
        // Differences from the mean: of numbers that lie close together, the squares lose their last digits.
        double mean = mean(trials);
        for (int t : trials) {
            counts[table.levels()[t][p]]++;
            sums[table.levels()[t][p]] += table.objectives()[t] - mean;
        }
        int[] order = order(p, levels, counts, sums);
        double bestGain = Math.ulp(1f) * Math.ulp(1f) * mean * mean * trials.length;
        int cut = -1;
        int left = 0;
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            left += counts[order[i]];
            sum += sums[order[i]];
            int right = trials.length - left;
            double gain = left < fewestInLeaf || right < fewestInLeaf ? 0 : sum * sum / left + sum * sum / right;
            if (gain > bestGain) {
                bestGain = gain;
                cut = i;
            }
        }
        return cut < 0 ? new Split(p, levels, 0) : new Split(p, firstOf(order, middle(order, cut, counts)), bestGain);
    }

    private int[] order(int p, BitSet levels, int[] counts, double[] sums) {
        if (table.ordered()[p]) {
            return levels.stream().toArray();
        }
        // A level without a trial in this node is taken for an average one.
        return levels.stream()
                .boxed()
                .sorted(Comparator.comparingDouble(level -> counts[level] == 0 ? 0 : sums[level] / counts[level]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Levels without a trial on either side of the cut are shared between the two. */
    private static int middle(int[] order, int cut, int[] counts) {
        int last = cut;
        while (counts[order[last + 1]] == 0) {
            last++;
        }
        return (cut + last) / 2;
    }

    private static BitSet firstOf(int[] order, int last) {
        BitSet first = new BitSet();
        Arrays.stream(order, 0, last + 1).forEach(first::set);
        return first;
    }

    private double mean(int[] trials) {
        return Arrays.stream(trials)
                .mapToDouble(t -> table.objectives()[t])
                .average()
                .orElseThrow();
    }
}
