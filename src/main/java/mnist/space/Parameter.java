package mnist.space;

/**
 * A setting that varies.
 *
 * @param path as {@code --set} takes it, for example {@code optimizer.learningRate}
 * @param distribution the values that it may take
 */
public record Parameter(String path, Distribution distribution) {}
