/**
 * The machine below the mathematics: its processor, the library of the matrix products with its kernels and its one thread,
 * and native memory that both can use.
 *
 * <p><b>In:</b> at most a wish for a family of kernels. <b>Out:</b> arrays of ND4J at addresses that are good for products, and
 * an answer to the question what computes here.
 *
 * <p>Whatever the program touches first, it starts here: {@link mnist.machine.BlasLibrary} makes its choice before ND4J is loaded.
 * This package knows nothing of networks or images.
 */
package mnist.machine;
