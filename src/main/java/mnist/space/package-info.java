/**
 * The space that a sweep searches: its points, where to look next, and which of its settings mattered.
 *
 * <p><b>In:</b> settings with the values that they may take, and what points came to. <b>Out:</b> new points, drawn at random or
 * proposed by {@link mnist.space.TreeParzen}; and {@link mnist.space.Importance}, by functional analysis of variance.
 *
 * <p>This is mathematics: a function of its arguments and of a seed. No file is read, and nothing is trained.
 */
package mnist.space;
