/**
 * Training and evaluation: epochs of minibatches, a step on each, and what is counted on the way.
 *
 * <p><b>In:</b> a network, a config, and the examples. <b>Out:</b> the same network, changed in place; the metrics of each
 * epoch, told to a listener; the state from which a training can be resumed.
 *
 * <p>Read {@link mnist.training.Trainer} for the epochs, then {@code Step} for who computes what in which order, and {@link
 * mnist.nn.Optimizer} for how a step changes the parameters. {@code WholeBatchStep} takes the steps of optimisers that go
 * down a minibatch's cost {@code Surface}, {@code NewtonCg} and {@code NonlinearConjugateGradient}. Everything about threads is in
 * {@code Team}.
 *
 * <p>This package never reads or writes a file and prints nothing: what is shown and saved is its listener's affair.
 */
package mnist.training;
