package mnist.sweep;

import mnist.space.Point;

/**
 * One run of a sweep.
 *
 * @param number from 1; the row of {@code results.csv}
 * @param point the values of the parameters
 * @param repeat which of the point's seeds, from 0
 * @param seed of its training
 * @param epochs that its config asks for
 * @param id the first digits of the SHA-256 of its effective config: the name of its run directory
 */
public record Trial(int number, Point point, int repeat, long seed, int epochs, String id) {}
