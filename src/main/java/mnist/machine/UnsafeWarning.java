package mnist.machine;

import java.lang.reflect.Field;

/**
 * The warning that Java 24 and newer print on stderr when a library uses {@code sun.misc.Unsafe} for memory. JavaCPP's
 * {@code UnsafeRaw} does, as soon as ND4J makes its first buffer. The launcher has an option against it; for
 * {@code java -jar} there is none that a manifest could hold, so the JVM is told that it has given its one warning.
 */
final class UnsafeWarning {
    private UnsafeWarning() {}

    /** Does nothing where there is no such warning. */
    static void suppress() {
        try {
            Field given = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
            given.setAccessible(true);
            given.setBoolean(null, true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Java 23 and older; or a newer one that keeps this field to itself: then it warns, and all else works.
            return;
        }
    }
}
