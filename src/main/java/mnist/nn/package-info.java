/**
 * The mathematics: a network of dense layers, its forward pass, its cost, and backpropagation.
 *
 * <p><b>In:</b> images as a matrix with one example per column, and the class of each. <b>Out:</b> the network's
 * outputs, the cost, the gradient of the mean cost with respect to every weight and bias, and the step that follows from it.
 *
 * <p>Read {@link mnist.nn.Architecture} and {@link mnist.nn.Parameters} first, then {@link mnist.nn.ForwardPass}, {@link
 * mnist.nn.Objective} and {@link mnist.nn.BackwardPass}: each statement there stands beside its equation. A {@link
 * mnist.nn.Gradient} is handed over before it is computed, so that it can go straight to where it is wanted: {@link mnist.nn.Optimizer} says how it becomes a step. {@link
 * mnist.nn.CurvaturePass} differentiates both passes once more, for the second derivatives of the cost along a vector. How a product
 * or a function of each element is computed fast is hidden in {@link mnist.nn.Matrix} and the classes below it.
 *
 * <p>This package never reads a file or a clock, prints nothing, draws no random number but from the stream that it is
 * handed, and does not know what an epoch is.
 */
package mnist.nn;
