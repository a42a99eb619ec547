/**
 * Looking inside.
 *
 * <p><b>In:</b> examples, networks, runs. <b>Out:</b> pictures and explanations for people.
 *
 * <p>This package only looks: it never changes what it is shown, never trains, and never prints. A command decides where
 * the text goes.
 */
package mnist.insight;
