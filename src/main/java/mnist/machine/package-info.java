/**
 * The machine below the mathematics: the processor, the library that computes matrix products, and native memory.
 *
 * <p><b>In:</b> at most the family of kernels that the user asks for. <b>Out:</b> a library that runs these kernels on one
 * thread, a record of what it is, and ND4J arrays in memory that suits its products.
 *
 * <p>Everything that computes calls {@link mnist.machine.BlasLibrary} first, because kernels can only be chosen before ND4J
 * is loaded, and the thread only set afterwards. This package knows nothing of networks or images.
 */
package mnist.machine;
