package mnist.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a network does on a data set.
 *
 * @param confusion how many examples of each true class (row) were given each class (column)
 * @param cost the mean cost of an example
 */
public record Evaluation(long[][] confusion, double cost) {
    /** The 97.5 % quantile of N(0, 1): two-sided intervals of 95 %. */
    private static final double Z = 1.959963984540054;

    /**
     * One class against all others. A ratio with nothing to divide by is NaN.
     *
     * @param label the class
     * @param precision of the examples given this class, the fraction that belongs to it
     * @param recall of the examples of this class, the fraction that was given it
     * @param f1 the harmonic mean of the two
     * @param support how many examples are of this class
     */
    public record ClassScore(int label, double precision, double recall, double f1, long support) {}

    /**
     * A range of fractions.
     *
     * @param low its lower end in [0, 1]
     * @param high its upper end in [0, 1]
     */
    public record Interval(double low, double high) {
        /**
         * Returns the range of true accuracies that 95 % of such samples are consistent with, by Wilson's score interval
         * (Wilson 1927), which stays within [0, 1] and holds for accuracies near 1.
         */
        public static Interval of(long correct, long examples) {
            double n = examples;
            double p = (double) correct / examples;
            double centre = p + Z * Z / (2 * n);
            double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
            double scale = 1 + Z * Z / n;
            return new Interval(Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale));
        }
    }

    /** Returns the number of examples. */
    public long examples() {
        return Arrays.stream(confusion)
                .mapToLong(row -> Arrays.stream(row).sum())
                .sum();
    }

    /** Returns how many examples were given their class. */
    public long correct() {
        long correct = 0;
        for (int k = 0; k < confusion.length; k++) {
            correct += confusion[k][k];
        }
        return correct;
    }

    /** Returns the fraction that was right, in [0, 1]. */
    public double accuracy() {
        return (double) correct() / examples();
    }

    /** Returns the 95 % interval of the accuracy. */
    public Interval accuracyInterval() {
        return Interval.of(correct(), examples());
    }

    /** Returns precision, recall, F1 and support of each class. */
    public List<ClassScore> perClass() {
        List<ClassScore> scores = new ArrayList<>();
        for (int k = 0; k < confusion.length; k++) {
            int label = k;
            long support = Arrays.stream(confusion[k]).sum();
            long given = Arrays.stream(confusion).mapToLong(row -> row[label]).sum();
            double right = confusion[k][k];
            scores.add(new ClassScore(k, right / given, right / support, 2 * right / (given + support), support));
        }
        return scores;
    }
}
