/**
 * Many runs from one description, and their ranking.
 *
 * <p><b>In:</b> a {@link mnist.sweep.SweepSpec}: a base config, the settings that vary, and how to search among them.
 * <b>Out:</b> a directory with a run for each trial, {@code results.csv}, and the best config to train from.
 *
 * <p>A search proposes points in rounds and sees nothing but their results, so a sweep is a function of its spec: neither
 * the number of threads nor the order in which trials finish makes a difference, and a sweep that was stopped replays its
 * search from the trials that are already done.
 *
 * <p>The test set plays no part here until the winner is known. This package never prints.
 */
package mnist.sweep;
