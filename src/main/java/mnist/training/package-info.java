/**
 * Training and evaluation: epochs of minibatches, a step on each, and what is counted on the way.
 *
 * <p><b>In:</b> a network, a config, and the examples. <b>Out:</b> the same network, changed in place; the metrics of each
 * epoch, told to a listener; the state from which to go on.
 *
 * <p>This package never reads or writes a file and prints nothing: what is shown and saved is its listener's affair.
 */
package mnist.training;
