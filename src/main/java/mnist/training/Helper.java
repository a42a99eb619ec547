package mnist.training;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that does the other half of many small pieces of work, each a fraction of a millisecond long.
 *
 * <p>Whoever comes first claims a half, so nothing ever waits for a helper that has not begun: on a machine whose cores are
 * all busy, the owner does everything itself. A helper that was suspended in the middle of its half is left alone for a
 * few times as long, so that waiting for it stays a small part of the whole. Waiting for work, it looks again and again for a moment, because waking a thread takes as long as the work; then
 * it sleeps.
 */
final class Helper implements AutoCloseable {
    private static final long ALERT_NANOS = 50_000;
    private static final long SUSPENDED_NANOS = 1_000_000;
    private static final int LEFT_ALONE_FACTOR = 4;
    private static final int SPINS_BEFORE_YIELD = 1_000;

    private final Thread thread;
    private final AtomicLong claimed = new AtomicLong();
    private volatile long offered;
    private volatile long finished;
    private volatile boolean asleep;
    private volatile boolean closed;
    private volatile Throwable failure;
    /** Written before an offer, and read after it was seen. */
    private Runnable half;

    private long leftAloneUntil = System.nanoTime();

    /** Starts the thread. */
    Helper() {
        thread = new Thread(this::help, "helper");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Offers the next half; the one before must be finished.
     *
     * @param half what to do; it sees everything that the owner did before
     */
    void offer(Runnable half) {
        this.half = half;
        long next = offered + 1;
        if (System.nanoTime() - leftAloneUntil < 0) {
            // Nobody looks at a half that is claimed already.
            claimed.set(next);
            offered = next;
            half.run();
            finished = next;
            return;
        }
        offered = next;
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** Returns when the half that was offered last is done, by whomever. */
    void finish() {
        long current = offered;
        if (claimed.compareAndSet(current - 1, current)) {
            half.run();
            finished = current;
        } else {
            await(current);
        }
        if (failure != null) {
            throw new IllegalStateException("the helper failed", failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void await(long current) {
        long start = System.nanoTime();
        for (int spins = 0; finished != current; spins++) {
            if (spins < SPINS_BEFORE_YIELD) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        long end = System.nanoTime();
        if (end - start > SUSPENDED_NANOS) {
            leftAloneUntil = end + LEFT_ALONE_FACTOR * (end - start);
        }
    }

    private void help() {
        long done = 0;
        while (awaitOffer(done)) {
            done = offered;
            if (claimed.compareAndSet(done - 1, done)) {
                try {
                    half.run();
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
                finished = done;
            }
        }
    }

    /** Returns true when there is an offer after the given one, and false when there will be none. */
    private boolean awaitOffer(long done) {
        long start = System.nanoTime();
        while (offered == done && !closed) {
            if (System.nanoTime() - start < ALERT_NANOS) {
                Thread.onSpinWait();
            } else {
                asleep = true;
                if (offered == done && !closed) {
                    LockSupport.park(this);
                }
                asleep = false;
            }
        }
        return !closed;
    }
}
