package mnist.storage;

import mnist.data.Printable;

/**
 * A run directory is not free: it holds another run's files, or another process writes in it. The message is one line
 * for the user: {@code where: what is wrong, found X, expected Y. What to do.}
 */
public final class RunDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Makes the exception; whatever is not printable in the message, such as a line break in a name, is escaped. */
    public RunDirectoryException(String message) {
        super(Printable.of(message));
    }
}
