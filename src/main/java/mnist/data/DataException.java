package mnist.data;

/**
 * The user's data is missing, corrupt, or does not fit. The message is one line for the user:
 * {@code where: what is wrong, found X, expected Y. What to do.}
 */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes an exception whose message is the line that the user reads; whatever is not printable in it is escaped. */
    public DataException(String message) {
        this(message, null);
    }

    /** Makes an exception with the failure below it. */
    public DataException(String message, Throwable cause) {
        super(Printable.of(message), cause);
    }
}
