package mnist.nn;

/**
 * The numbers that a setting may have: from 0, or above it, up to a maximum.
 *
 * @param withZero whether 0 is one of them
 * @param maximum the other end
 * @param withMaximum whether that is one of them
 * @param isWhole whether they are whole numbers
 */
public record Interval(boolean withZero, long maximum, boolean withMaximum, boolean isWhole) {
    /** Returns the numbers above 0 and up to a maximum. */
    public static Interval positive(long maximum) {
        return new Interval(false, maximum, true, false);
    }

    /** Returns the numbers from 0 up to a maximum. */
    public static Interval upTo(long maximum) {
        return new Interval(true, maximum, true, false);
    }

    /** Returns the numbers from 0 to 1, without 1 itself. */
    public static Interval fractionBelowOne() {
        return new Interval(true, 1, false, false);
    }

    /** Returns the whole numbers from 1 up to a maximum. */
    public static Interval counts(long maximum) {
        return new Interval(false, maximum, true, true);
    }
}
