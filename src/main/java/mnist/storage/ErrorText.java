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

/** The words of error messages: one line, whatever a hostile file put into a name, and with advice. */
final class ErrorText {
    private static final int LONGEST_QUOTE = 60;
    private static final int LONGEST_REASON = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private static final Pattern REASON_IN_PARENTHESES = Pattern.compile(".*\\(([^()]+)\\)\\s*");

    private ErrorText() {}

    /** Returns the text with every control character and line separator written as its Unicode escape. */
    static String oneLine(String text) {
        return UNPRINTABLE
                .matcher(text)
                .replaceAll(match ->
                        String.format(Locale.ROOT, "\\\\u%04x", match.group().codePointAt(0)));
    }

    /** Returns the text in quotation marks, cut where it is too long for a message. */
    static String quote(String text) {
        return text.length() <= LONGEST_QUOTE ? '"' + text + '"' : '"' + text.substring(0, LONGEST_QUOTE) + "…\"";
    }

    /** Returns a library's reason, cut where it quotes too much of a file. */
    static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    /** Returns the error for a file that cannot be read. */
    static StorageException cannotRead(Path file, IOException cause) {
        String advice = cause instanceof NoSuchFileException ? "Check the path." : "Check that the file can be read.";
        return new StorageException(file + ": cannot be read, " + reason(cause) + ". " + advice, cause);
    }

    /** Returns the error for a file or directory that cannot be written. */
    static StorageException cannotWrite(Path file, IOException cause) {
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
    static String reason(IOException cause) {
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
