package mnist.data;

/**
 * Examples that are worked through together: a whole minibatch, or a part of one that is too large for that.
 *
 * @param from position of the first in the order of the epoch
 * @param to position after the last
 * @param batchFrom position of the minibatch's first
 * @param batchTo position after the minibatch's last
 */
public record Slice(int from, int to, int batchFrom, int batchTo) {
    /** Returns how many examples this slice has. */
    public int size() {
        return to - from;
    }

    /** Returns B, how many examples the whole minibatch has. */
    public int batchSize() {
        return batchTo - batchFrom;
    }

    /** Returns whether this slice is the first of its minibatch. */
    public boolean isFirst() {
        return from == batchFrom;
    }

    /** Returns whether this slice is the last of its minibatch. */
    public boolean isLast() {
        return to == batchTo;
    }
}
