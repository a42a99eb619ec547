package mnist.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * How many columns the terminal has. {@code stty} knows, which every POSIX system has; it is asked once, and again after
 * SIGWINCH has said that the window has another size.
 */
final class TerminalWidth implements IntSupplier {
    /** What is taken where nobody knows. */
    static final int USUAL = 80;

    private static final File TERMINAL = new File("/dev/tty");
    private static final long LONGEST_MILLIS = 1000;

    private final AtomicBoolean changed = new AtomicBoolean(true);
    private boolean watched;
    private int columns = USUAL;

    @Override
    public synchronized int getAsInt() {
        if (!watched) {
            watched = true;
            watch();
        }
        if (changed.getAndSet(false)) {
            columns = ask();
        }
        return columns;
    }

    private void watch() {
        try {
            Signals.handle("WINCH", () -> changed.set(true));
        } catch (ReflectiveOperationException e) {
            // A JVM or a system without this signal: the first answer stays.
            return;
        }
    }

    private static int ask() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size").redirectInput(TERMINAL).start();
            boolean ended = stty.waitFor(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
            if (!ended) {
                stty.destroyForcibly();
                return USUAL;
            }
            return columns(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    /** @param size rows and columns, as stty prints them; a terminal that does not know its size says 0 0 */
    static int columns(String size) {
        Scanner words = new Scanner(size);
        int found = words.hasNextInt() && words.nextInt() >= 0 && words.hasNextInt() ? words.nextInt() : 0;
        return found > 0 ? found : USUAL;
    }
}
