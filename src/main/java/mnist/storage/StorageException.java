package mnist.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.json.Quote;

/**
 * A file of a run is missing, corrupt, or cannot be read or written. The message is one line for the user:
 * {@code where: what is wrong, found X, expected Y. What to do.}
 */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final Pattern REASON_IN_PARENTHESES = Pattern.compile(".*\\(([^()]+)\\)\\s*");

    /** Makes the exception; whatever is not printable in the message, such as a line break in a name, is escaped. */
    public StorageException(String message) {
        this(message, null);
    }

    /** Makes the exception with the error that led to it, for {@code --stacktrace}. */
    public StorageException(String message, Throwable cause) {
        super(Quote.escape(message), cause);
    }

    /** Returns the error for a file that cannot be read. */
    public static StorageException cannotRead(Path file, IOException cause) {
        String advice = cause instanceof NoSuchFileException ? "Check the path." : "Check that the file can be read.";
        return new StorageException(file + ": cannot be read, " + reason(cause) + ". " + advice, cause);
    }

    /** Returns the error for a file or directory that cannot be written. */
    public static StorageException cannotWrite(Path file, IOException cause) {
        String reason = reason(cause);
        return new StorageException(file + ": cannot be written, " + reason + ". " + advice(reason), cause);
    }

    private static String advice(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("space") || lower.contains("quota") || lower.contains("file too large")) {
            return "What was there before is unchanged; free some space and resume from there.";
        }
        return "Choose a directory that can be written, or change its permissions.";
    }

    /** Returns why, in the words of the operating system, without the path that Java puts beside them. */
    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank() || cause instanceof FileSystemException) {
            return cause.getClass().getSimpleName();
        }
        Matcher inParentheses = REASON_IN_PARENTHESES.matcher(message);
        return cause instanceof FileNotFoundException && inParentheses.matches() ? inParentheses.group(1) : message;
    }
}
