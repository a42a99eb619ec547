/**
 * Many runs from one description, and their ranking.
 *
 * <p><b>In:</b> a {@link mnist.sweep.SweepSpec}: a base config, the settings that vary, and how to search among them.
 * <b>Out:</b> a directory with a run for each trial, {@code results.csv}, and the best config to train from.
 *
 * <p>A search proposes rounds of points and sees nothing but the points' own results, so that a sweep is a function of
 * its spec: neither the number of threads nor the order in which trials end makes a difference, and a sweep that was
 * stopped replays its search from the trials that it finds done.
 *
 * <p>The test set plays no part here until the winner is known. This package never prints.
 */
package mnist.sweep;
