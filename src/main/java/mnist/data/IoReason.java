package mnist.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a file could not be read or written, in a few words for a message: those of the operating system, spelled alike. */
public final class IoReason {
    private static final Pattern IN_PARENTHESES = Pattern.compile(".*\\(([^()]+)\\)\\s*");
    private static final Pattern CAPITALIZED = Pattern.compile("\\p{Lu}\\p{Ll}.*");

    private IoReason() {}

    /** Returns the reason in lower case, without the path that Java puts beside it: {@code permission denied}. */
    public static String of(IOException cause) {
        String words = words(cause);
        return CAPITALIZED.matcher(words).matches()
                ? Character.toLowerCase(words.charAt(0)) + words.substring(1)
                : words;
    }

    private static String words(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank() || cause instanceof FileSystemException) {
            return cause.getClass().getSimpleName();
        }
        Matcher inParentheses = IN_PARENTHESES.matcher(message);
        return cause instanceof FileNotFoundException && inParentheses.matches() ? inParentheses.group(1) : message;
    }
}
