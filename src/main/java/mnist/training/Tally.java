package mnist.training;

/**
 * Sums over the examples seen so far.
 *
 * @param examples how many
 * @param costSum the sum of their costs
 * @param correct how many were given their class
 */
public record Tally(long examples, double costSum, long correct) {
    /** No example seen. */
    public static final Tally NONE = new Tally(0, 0, 0);

    /** Returns the sums over the examples of both. */
    Tally plus(Tally other) {
        return new Tally(examples + other.examples, costSum + other.costSum, correct + other.correct);
    }

    /** Returns the mean cost. */
    public double cost() {
        return costSum / examples;
    }

    /** Returns the fraction that was right, in [0, 1]. */
    public double accuracy() {
        return (double) correct / examples;
    }
}
