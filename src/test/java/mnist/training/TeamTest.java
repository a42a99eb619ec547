package mnist.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TeamTest {
    private static final int MANY = 50_000;

    private int input;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void everyPartIsDoneOnceAndSeenByTheCaller(int threads) {
        AtomicIntegerArray times = new AtomicIntegerArray(5);
        int[] output = new int[5];
        try (Team team = new Team(threads)) {
            for (input = 1; input <= MANY; input++) {
                int parts = 1 + input % 5;
                team.each(parts, part -> {
                    times.incrementAndGet(part);
                    output[part] = input;
                });
                int[] expected = new int[5];
                Arrays.fill(expected, 0, parts, input);
                assertArrayEquals(Arrays.copyOf(expected, parts), Arrays.copyOf(output, parts));
            }
        }
        for (int part = 0; part < 5; part++) {
            int first = part;
            int expected = (int) java.util.stream.IntStream.rangeClosed(1, MANY)
                    .filter(i -> 1 + i % 5 > first)
                    .count();
            assertEquals(expected, times.get(part), "part " + part);
        }
    }

    @Test
    void aThreadThatHasFallenAsleepIsWoken() throws Exception {
        Thread caller = Thread.currentThread();
        CountDownLatch helped = new CountDownLatch(1);
        try (Team team = new Team(2)) {
            while (helped.getCount() > 0) {
                // Long enough for it to fall asleep; the caller's own part leaves it the time to wake.
                Thread.sleep(5);
                team.each(2, part -> {
                    if (Thread.currentThread() != caller) {
                        helped.countDown();
                    } else if (part == 0) {
                        sleep(5);
                    }
                });
            }
        }
    }

    @Test
    void theCallerDoesThePartsOfAThreadThatHasNotBegun() {
        Thread caller = Thread.currentThread();
        Thread[] doer = new Thread[2];
        int byCaller = 0;
        try (Team team = new Team(2)) {
            while (byCaller == 0) {
                team.each(2, part -> doer[part] = Thread.currentThread());
                byCaller += doer[1] == caller ? 1 : 0;
            }
        }
    }

    @Test
    void anErrorInAThreadReachesTheCaller() {
        Thread caller = Thread.currentThread();
        CountDownLatch failed = new CountDownLatch(1);
        try (Team team = new Team(2)) {
            IllegalStateException error = assertThrows(
                    IllegalStateException.class,
                    () -> team.each(2, part -> {
                        if (Thread.currentThread() != caller) {
                            failed.countDown();
                            throw new IllegalArgumentException("on purpose");
                        }
                        await(failed);
                    }));
            assertEquals("on purpose", error.getCause().getMessage());
        }
    }

    @Test
    void whenTheCallersPartFailsNoOtherIsStillAtWork() {
        Thread caller = Thread.currentThread();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (Team team = new Team(2)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> team.each(2, part -> {
                        if (Thread.currentThread() != caller) {
                            begun.countDown();
                            sleep(20);
                            ended.set(true);
                        } else {
                            await(begun);
                            throw new IllegalArgumentException("on purpose");
                        }
                    }));
            assertTrue(ended.get());
        }
    }

    @Test
    void anErrorInAPartThatTheCallerTookOverReachesIt() {
        Thread caller = Thread.currentThread();
        AtomicBoolean failed = new AtomicBoolean();
        try (Team team = new Team(2)) {
            while (!failed.get()) {
                try {
                    team.each(2, part -> {
                        if (part == 1 && Thread.currentThread() == caller) {
                            throw new IllegalArgumentException("on purpose");
                        }
                    });
                } catch (IllegalArgumentException e) {
                    failed.set(true);
                }
            }
        }
        assertTrue(failed.get());
    }

    /** It was once taken for suspended, and its part of the next call was left to the caller. */
    @Test
    void aThreadThatIsSomewhatSlowerThanTheCallerIsNotLeftIdle() {
        Thread caller = Thread.currentThread();
        AtomicBoolean helps = new AtomicBoolean();
        try (Team team = new Team(2)) {
            for (int attempt = 0; attempt < 50 && !helps.get(); attempt++) {
                AtomicBoolean helped = new AtomicBoolean();
                team.each(2, part -> {
                    helped.compareAndSet(false, Thread.currentThread() != caller);
                    sleep(part == 0 ? 20 : 26);
                });
                team.each(2, part -> {
                    helps.compareAndSet(false, helped.get() && Thread.currentThread() != caller);
                    sleep(part == 0 ? 5 : 0);
                });
            }
        }
        assertTrue(helps.get());
    }

    @Test
    void closingEndsTheThreads() {
        Team team = new Team(3);
        assertEquals(3, team.threads());
        team.close();
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("team-") && thread.isAlive()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
