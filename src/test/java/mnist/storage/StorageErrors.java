package mnist.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** What every error of this package owes its reader. */
final class StorageErrors {
    private StorageErrors() {}

    /** Asserts that the action fails with one line that holds all the given parts. */
    static void assertStorageError(Executable action, String... parts) {
        assertLine(assertThrows(StorageException.class, action).getMessage(), parts);
    }

    /** Asserts that the action fails, because the run directory is not free, with one line that holds the parts. */
    static void assertRunDirectoryError(Executable action, String... parts) {
        assertLine(assertThrows(RunDirectoryException.class, action).getMessage(), parts);
    }

    /** Asserts that a message is one line, of a length that fits a terminal or two, and holds the parts. */
    static void assertLine(String message, String... parts) {
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.length() < 1000, message);
        assertTrue(message.endsWith("."), message);
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "no \"" + part + "\" in: " + message);
        }
    }
}
