/**
 * The examples.
 *
 * <p><b>In:</b> IDX files. <b>Out:</b> a {@link mnist.data.Dataset} of labelled images, and its shuffled minibatches.
 *
 * <p>The files come from anywhere, so they are treated as hostile: what a header claims is compared with the size of the
 * file before memory is allocated for it, every byte is accounted for, and anything wrong ends in a one-line
 * {@link mnist.data.DataException} that names the file and the byte. Once a {@code Dataset} exists, it is sound. Its
 * pixels stay bytes, a quarter of the size of floats, until a minibatch needs them.
 *
 * <p>{@link mnist.data.RandomStream} is here because the order of the examples is a run's first random choice; start
 * values are drawn from streams of the same kind.
 *
 * <p>This package never knows what a network is, never writes a file, and never reads the clock.
 */
package mnist.data;
