/**
 * Looking inside.
 *
 * <p><b>In:</b> examples, networks, runs. <b>Out:</b> pictures and explanations for people.
 *
 * <p>{@link mnist.insight.Predictor} says which digit is on a photo: {@link mnist.insight.Doubt} where it is hardly one. {@link
 * mnist.insight.Explanation} says how an example wishes to change a network, and {@link mnist.insight.GradientCheck} whether
 * such wishes are what the cost really does. Pictures are {@link mnist.insight.Picture}s.
 *
 * <p>This package only looks: it never changes what it is shown, never trains, and never prints. A command decides where
 * the text goes.
 */
package mnist.insight;
