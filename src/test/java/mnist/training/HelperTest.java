package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        try (Helper helper = new Helper(() -> output += input, () -> output -= 1)) {
            int expected = 0;
            for (input = 1; input <= 100_000; input++) {
                helper.offer(input % 2);
                helper.finish();
                expected += input % 2 == 0 ? input : -1;
                assertEquals(expected, output);
            }
        }
    }

    @Test
    void aHelperThatHasFallenAsleepIsWoken() throws Exception {
        CountDownLatch helped = new CountDownLatch(1);
        try (Helper helper = new Helper(helped::countDown)) {
            // Long enough to fall asleep; this offer is then left to the helper for as long as it takes.
            Thread.sleep(20);
            helper.offer(0);
            assertTrue(helped.await(30, TimeUnit.SECONDS));
            helper.finish();
        }
    }

    @Test
    void ownerDoesTheHalfOfAHelperThatHasNotBegun() {
        Thread owner = Thread.currentThread();
        Thread[] doer = new Thread[1];
        int byOwner = 0;
        try (Helper helper = new Helper(() -> doer[0] = Thread.currentThread())) {
            for (int i = 0; i < 1_000; i++) {
                helper.offer(0);
                helper.finish();
                byOwner += doer[0] == owner ? 1 : 0;
            }
        }
        assertTrue(byOwner > 0);
    }

    @Test
    void anErrorInTheHelpersHalfReachesTheOwner() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Runnable half = () -> {
            begun.countDown();
            throw new IllegalArgumentException("on purpose");
        };
        try (Helper helper = new Helper(half)) {
            helper.offer(0);
            assertTrue(begun.await(30, TimeUnit.SECONDS));
            IllegalStateException error = assertThrows(IllegalStateException.class, helper::finish);
            assertEquals("on purpose", error.getCause().getMessage());
        }
    }
}
