package mnist.training;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that does the other half of many small pieces of work, each a few microseconds long.
 *
 * <p>Whoever comes first claims a half, so nothing ever waits for a helper that has not begun: on a machine whose cores are
 * all busy, the owner does everything itself. A helper that was suspended in the middle of its half is left alone for a
 * few times as long, so that waiting for it stays a small part of the whole. Waiting for work, it looks again and again for a
 * moment, because waking a thread takes longer than the work; then it sleeps.
 *
 * <p>The owner and the helper talk through two numbers, each alone on its lines of the cache: a line that both write takes
 * as long to go from one core to the other as 50 examples' sigmoid.
 */
final class Helper implements AutoCloseable {
    private static final long ALERT_NANOS = 50_000;
    private static final long SUSPENDED_NANOS = 1_000_000;
    private static final int LEFT_ALONE_FACTOR = 4;
    private static final int SPINS_BEFORE_YIELD = 1_000;
    /** Where the number of the last offer is, times {@link #STEP}, plus its task, plus {@link #CLAIMED} if it is claimed. */
    private static final int OFFER = 16;
    /** Where the number of the last offer that was finished is, times {@link #STEP}. */
    private static final int DONE = 48;

    private static final int WORDS = 64;
    private static final int STEP = 4;
    private static final int CLAIMED = 2;

    private final AtomicLongArray words = new AtomicLongArray(WORDS);
    private final List<Runnable> tasks;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;
    private volatile Throwable failure;
    private long offer;
    private long leftAloneUntil;

    /**
     * Starts the thread.
     *
     * @param tasks the one or two halves that can be offered, by their index
     */
    Helper(Runnable... tasks) {
        this.tasks = List.of(tasks);
        thread = new Thread(this::help, "helper");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Offers a half; the one before must be finished.
     *
     * @param task which one; it sees everything that the owner did before
     */
    void offer(int task) {
        offer = (offer / STEP + 1) * STEP + task;
        boolean alone = leftAloneUntil != 0 && System.nanoTime() - leftAloneUntil < 0;
        // Nobody takes a half that is claimed already.
        words.setRelease(OFFER, alone ? offer + CLAIMED : offer);
        if (alone) {
            runClaimed();
        } else if (asleep) {
            // Seldom, it falls asleep just now and is not seen to: then the owner does this half, and wakes it at the
            // next.
            LockSupport.unpark(thread);
        }
    }

    /** Returns when the half that was offered last is done, by whomever. */
    void finish() {
        if (words.getAcquire(DONE) != offer) {
            if (words.compareAndSet(OFFER, offer, offer + CLAIMED)) {
                runClaimed();
            } else {
                await();
            }
        }
        if (failure instanceof OutOfMemoryError full) {
            throw full;
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

    private void runClaimed() {
        tasks.get((int) (offer % CLAIMED)).run();
        words.setRelease(DONE, offer);
    }

    private void await() {
        long start = System.nanoTime();
        for (int spins = 0; words.getAcquire(DONE) != offer; spins++) {
            if (spins < SPINS_BEFORE_YIELD) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        long end = System.nanoTime();
        leftAloneUntil = end - start > SUSPENDED_NANOS ? end + LEFT_ALONE_FACTOR * (end - start) : 0;
    }

    private void help() {
        long last = 0;
        while (awaitOffer(last)) {
            last = words.get(OFFER);
            if (last % STEP < CLAIMED && words.compareAndSet(OFFER, last, last + CLAIMED)) {
                try {
                    tasks.get((int) (last % CLAIMED)).run();
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
                words.setRelease(DONE, last);
                last += CLAIMED;
            }
        }
    }

    /** Returns true when the last offer is no longer the given one, and false when there will be no other. */
    private boolean awaitOffer(long last) {
        long start = System.nanoTime();
        while (words.get(OFFER) == last && !closed) {
            if (System.nanoTime() - start < ALERT_NANOS) {
                Thread.onSpinWait();
            } else {
                asleep = true;
                if (words.get(OFFER) == last && !closed) {
                    LockSupport.park(this);
                }
                asleep = false;
            }
        }
        return !closed;
    }
}
