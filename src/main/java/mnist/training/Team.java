package mnist.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that share numbered parts of work, each perhaps only a few microseconds long. What a part does must not depend on the
 * thread that does it; then any number of threads gives the same result.
 *
 * <p>Every part belongs to one of the threads, so that what it touches stays in the cache of one core. But none waits for a
 * thread that has not begun: the caller of {@link #each} does its own parts, and then those that are unclaimed; on a machine whose
 * cores are all busy it may do everything itself. A thread for which the caller waits over 1 ms, and longer than it worked itself, is taken for suspended and left
 * idle for four times that wait, so that waiting stays a small share of the time.
 */
final class Team implements AutoCloseable {
    /** The most parts of one call. */
    static final int MOST_PARTS = 63;

    private static final long ALERT_NANOS = 50_000;
    private static final long SUSPENDED_NANOS = 1_000_000;
    private static final int LEFT_ALONE_FACTOR = 4;
    private static final int SPINS_BEFORE_YIELD = 1_000;
    /** Words between what two threads write: a line of the cache, and the one that is fetched with it. */
    private static final int APART = 16;

    /** The index of the last call, stored as its number times {@code MOST_PARTS + 1} plus how many parts it has. */
    private static final int CALL = (MOST_PARTS + 1) * APART;

    /** The last call that each part was claimed for, and {@link #CALL}. */
    private final AtomicLongArray claimed = new AtomicLongArray(CALL + APART);
    /** The last call that each part was done for. */
    private final AtomicLongArray done = new AtomicLongArray(CALL);

    private final List<Helper> helpers = new ArrayList<>();
    private int threads = 1;
    private IntConsumer work;
    private long calledAt;
    private volatile Throwable failure;
    private volatile boolean closed;

    /**
     * Starts the threads.
     *
     * @param threads how many work, the caller of {@link #each} included; where the system gives fewer, fewer do
     */
    Team(int threads) {
        try {
            while (this.threads < threads) {
                Helper helper = new Helper(this.threads);
                helper.start();
                helpers.add(helper);
                this.threads++;
            }
        } catch (OutOfMemoryError e) {
            // The system has no more threads: those that have started do the work of all.
        }
    }

    /** Returns how many threads work. */
    int threads() {
        return threads;
    }

    /**
     * Does some work on each of the parts 0 … parts-1, and returns when all are done. All parts see what was written before, and
     * afterwards all threads see what the parts have written.
     *
     * @param parts at most {@link #MOST_PARTS}
     * @param workOnPart takes the number of a part
     */
    void each(int parts, IntConsumer workOnPart) {
        if (threads == 1 || parts == 1) {
            for (int part = 0; part < parts; part++) {
                workOnPart.accept(part);
            }
            return;
        }
        work = workOnPart;
        long call = announce(parts);
        try {
            for (int part = 0; part < parts; part += threads) {
                workOnPart.accept(part);
            }
            for (int part = 0; part < parts; part++) {
                if (part % threads > 0 && claim(part, call)) {
                    try {
                        workOnPart.accept(part);
                    } finally {
                        done.setRelease(part * APART, call);
                    }
                }
            }
        } finally {
            awaitOthers(parts, call);
        }
        if (failure instanceof OutOfMemoryError full) {
            throw full;
        }
        if (failure != null) {
            throw new IllegalStateException("a thread of the team failed", failure);
        }
    }

    /** Ends the threads; returns when they have ended, after the parts that they are at. */
    @Override
    public void close() {
        closed = true;
        for (Helper helper : helpers) {
            LockSupport.unpark(helper);
            // Not join: a thread that is interrupted waits all the same, and stays interrupted.
            while (helper.isAlive()) {
                Thread.yield();
            }
        }
    }

    private long announce(int parts) {
        long call = (claimed.getPlain(CALL) / (MOST_PARTS + 1) + 1) * (MOST_PARTS + 1) + parts;
        calledAt = System.nanoTime();
        claimed.setRelease(CALL, call);
        for (int h = 0; h < helpers.size(); h++) {
            // Rarely, it falls asleep unnoticed just now; then its parts are done without it.
            if (helpers.get(h).asleep) {
                LockSupport.unpark(helpers.get(h));
            }
        }
        return call;
    }

    /** Claims a part for this call; returns whether it was unclaimed, and the caller has to do it. */
    private boolean claim(int part, long call) {
        long before = claimed.getAcquire(part * APART);
        return before < call && claimed.compareAndSet(part * APART, before, call);
    }

    /** Waits for the parts that others have claimed; what is unclaimed after a failure is not done. */
    private void awaitOthers(int parts, long call) {
        for (int part = 0; part < parts; part++) {
            if (part % threads > 0 && done.getAcquire(part * APART) != call && !claim(part, call)) {
                await(part, call);
            }
        }
    }

    private void await(int part, long call) {
        long start = System.nanoTime();
        int spins = 0;
        while (done.getAcquire(part * APART) != call) {
            if (++spins > SPINS_BEFORE_YIELD) {
                Thread.yield();
            }
            Thread.onSpinWait();
        }
        long waited = System.nanoTime() - start;
        // A thread that is only somewhat slower than the caller was at work; one that takes as long again was not.
        if (waited > Math.max(SUSPENDED_NANOS, start - calledAt)) {
            helpers.get(part % threads - 1).restUntil = start + (1 + LEFT_ALONE_FACTOR) * waited;
        }
    }

    /** A thread that does the parts with {@code part % threads == number}. */
    private final class Helper extends Thread {
        private final int number;
        private volatile boolean asleep;
        private volatile long restUntil = System.nanoTime();

        Helper(int number) {
            super("team-" + number);
            this.number = number;
            setDaemon(true);
        }

        @Override
        public void run() {
            for (long call = awaitCall(0); !closed; call = awaitCall(call)) {
                int parts = (int) (call % (MOST_PARTS + 1));
                for (int part = number; part < parts && !rest(); part += threads) {
                    if (claim(part, call)) {
                        work(part, call);
                    }
                }
            }
        }

        /** Sleeps if this thread is to be left alone for a while; returns whether it was. */
        private boolean rest() {
            long nanos = restUntil - System.nanoTime();
            if (nanos > 0) {
                LockSupport.parkNanos(this, nanos);
            }
            return nanos > 0;
        }

        private void work(int part, long call) {
            try {
                work.accept(part);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            done.setRelease(part * APART, call);
        }

        /** Returns the call after the given one: spins for a moment, then sleeps. */
        private long awaitCall(long last) {
            long start = System.nanoTime();
            while (claimed.get(CALL) == last && !closed) {
                if (System.nanoTime() - start < ALERT_NANOS) {
                    Thread.onSpinWait();
                    continue;
                }
                asleep = true;
                if (claimed.get(CALL) == last && !closed) {
                    LockSupport.park(this);
                }
                asleep = false;
            }
            return claimed.get(CALL);
        }
    }
}
