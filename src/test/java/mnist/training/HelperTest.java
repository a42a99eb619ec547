package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HelperTest {
    private int input;
    private int output;

    @Test
    void everyHalfIsDoneOnceAndSeenByItsOwner() {
        try (Helper helper = new Helper(() -> output += input)) {
            int expected = 0;
            for (input = 1; input <= 100_000; input++) {
                helper.offer();
                helper.finish();
                expected += input;
                assertEquals(expected, output);
            }
        }
    }

    @Test
    void aHelperThatHasFallenAsleepIsWoken() throws Exception {
        CountDownLatch helped = new CountDownLatch(1);
        Thread owner = Thread.currentThread();
        try (Helper helper = new Helper(() -> {
            if (Thread.currentThread() != owner) {
                helped.countDown();
            }
        })) {
            // Long enough to fall asleep; an offer is then left to the helper for as long as it takes.
            Thread.sleep(20);
            helper.offer();
            assertTrue(helped.await(30, TimeUnit.SECONDS));
            helper.finish();
        }
    }

    @Test
    void ownerDoesTheHalfOfAHelperThatHasNotBegun() {
        Thread owner = Thread.currentThread();
        int byOwner = 0;
        Thread[] doer = new Thread[1];
        try (Helper helper = new Helper(() -> doer[0] = Thread.currentThread())) {
            for (int i = 0; i < 1_000; i++) {
                helper.offer();
                helper.finish();
                byOwner += doer[0] == owner ? 1 : 0;
            }
        }
        assertTrue(byOwner > 0);
    }

    @Test
    void anErrorInTheHelpersHalfReachesTheOwner() {
        Thread owner = Thread.currentThread();
        try (Helper helper = new Helper(() -> {
            if (Thread.currentThread() != owner) {
                throw new IllegalArgumentException("on purpose");
            }
        })) {
            IllegalStateException error = assertThrows(IllegalStateException.class, () -> {
                for (int i = 0; i < 10_000_000; i++) {
                    helper.offer();
                    Thread.sleep(1);
                    helper.finish();
                }
                fail("the helper never began");
            });
            assertEquals("on purpose", error.getCause().getMessage());
        }
    }
}
