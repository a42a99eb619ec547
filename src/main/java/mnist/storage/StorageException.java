package mnist.storage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import mnist.data.IoReason;
import mnist.data.Printable;

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
        super(Printable.of(message), cause);
    }

    /** Returns the error for a file that cannot be read. */
    public static StorageException cannotRead(Path file, IOException cause) {
        String advice = cause instanceof NoSuchFileException ? "Check the path." : "Check that the file can be read.";
        return new StorageException(file + ": cannot be read, " + IoReason.of(cause) + ". " + advice, cause);
    }

    /** Returns the error for a file or directory that cannot be written. */
    public static StorageException cannotWrite(Path file, IOException cause) {
        String reason = IoReason.of(cause);
        return new StorageException(file + ": cannot be written, " + reason + ". " + advice(reason), cause);
    }

    private static String advice(String reason) {
        if (reason.contains("space") || reason.contains("quota") || reason.contains("file too large")) {
            return "Free some space; what was there before is unchanged.";
        }
        return "Choose a directory that can be written, or change its permissions.";
    }
}
