package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** What a rejection of the user's data looks like. */
final class Rejection {
    private Rejection() {}

    /** Asserts that the call is rejected in one line that begins with {@code where} and holds each of the parts. */
    static void assertRejected(Executable call, String where, String... parts) {
        String message = assertThrows(DataException.class, call).getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith(where + ": "), message);
        assertTrue(message.endsWith("."), message);
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "expected <" + part + "> in: " + message);
        }
    }
}
