package mnist.storage;

/**
 * A file of a run is missing, corrupt, or cannot be read or written. The message is one line for the user:
 * {@code where: what is wrong, found X, expected Y. What to do.}
 */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Makes the exception; whatever is not printable in the message, such as a line break in a name, is escaped. */
    public StorageException(String message) {
        this(message, null);
    }

    /** Makes the exception with the error that led to it, for {@code --stacktrace}. */
    public StorageException(String message, Throwable cause) {
        super(ErrorText.oneLine(message), cause);
    }
}
