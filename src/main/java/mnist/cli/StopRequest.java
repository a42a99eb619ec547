package mnist.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens for Ctrl-C (SIGINT), SIGTERM and SIGHUP (the terminal was closed) while it is open. The first asks the run to save its state and return; the
 * second ends the process at once, which leaves every file whole, because files are replaced in one step.
 */
final class StopRequest implements AutoCloseable {
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private final AtomicInteger signal = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Runnable> undo = new ArrayList<>();

    /** Begins to listen. */
    StopRequest() {
        try {
            for (Map.Entry<String, Integer> entry : NUMBERS.entrySet()) {
                if (Signals.exists(entry.getKey())) {
                    undo.add(Signals.handle(entry.getKey(), () -> received(entry.getValue())));
                }
            }
        } catch (ReflectiveOperationException e) {
            listenForShutdown();
        }
    }

    /** Returns whether a signal came. */
    boolean isMade() {
        return signal.get() != 0;
    }

    /** Returns the exit code of a process that a signal stopped: 129 for SIGHUP, 130 for SIGINT, 143 for SIGTERM. */
    int exitCode() {
        return ExitCode.SIGNAL + signal.get();
    }

    /** Signals do again what they did before. */
    @Override
    public void close() {
        undo.forEach(Runnable::run);
        closed.countDown();
    }

    private void received(int number) {
        if (!signal.compareAndSet(0, number)) {
            Runtime.getRuntime().halt(exitCode());
        }
    }

    /**
     * Where the JVM reports no signals it still begins to shut down, and ends with the right code when its hooks
     * have returned: this one waits until the run is saved.
     */
    private void listenForShutdown() {
        Thread hook = new Thread(() -> {
            signal.compareAndSet(0, NUMBERS.get("TERM"));
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        undo.add(() -> remove(hook));
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The shutdown is under way; the hook returns as soon as this is closed.
            return;
        }
    }
}
