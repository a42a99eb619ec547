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
 * <p>{@link mnist.sweep.Sweep} runs a sweep here, {@link mnist.sweep.SplitSweep} one whose trials are trained elsewhere. A
 * {@link mnist.sweep.Search} proposes {@link mnist.sweep.Candidate}s, which are points with a {@link mnist.sweep.Trial} for each seed;
 * {@link mnist.sweep.Rounds} hands those that are not done to a {@link mnist.sweep.RoundTrainer}, whose threads or machines each have a
 * {@link mnist.sweep.TrialTrainer}; what a trial came to is a {@link mnist.sweep.TrialOutcome}, and of all of them
 * {@link mnist.sweep.ResultsWriter} makes the results.
 *
 * <p>The test set plays no part here until the winner is known. This package never prints.
 */
package mnist.sweep;
