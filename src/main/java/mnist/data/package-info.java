/**
 * The examples: IDX files enter, a {@link mnist.data.Dataset} of labelled images leaves.
 *
 * <p>The files come from anywhere, so they are treated as hostile: what a header claims is held against the size of
 * its file before memory is taken for it, every byte is accounted for, and whatever is wrong ends in a one-line
 * {@link mnist.data.DataException} that names the file and the byte. A {@code Dataset} that exists is sound. Its
 * pixels stay bytes, a quarter of the size of floats, until a minibatch needs them.
 *
 * <p>{@link mnist.data.RandomStream} is here as well, because the order of the examples is the first random choice of
 * a run, and start values are drawn from streams of the same kind.
 *
 * <p>This package never knows what a network is, never writes a file, and never reads the clock.
 */
package mnist.data;
