package mnist.machine;

/** The kernels that were asked for cannot be had in this process. The message is one line, for the user. */
public final class KernelsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KernelsException(String message) {
        super(message);
    }
}
