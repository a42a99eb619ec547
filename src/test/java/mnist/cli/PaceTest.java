package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void oneMomentTellsNoPace() {
        Pace pace = new Pace();
        assertTrue(Double.isNaN(pace.perSecond()));
        pace.note(3, 1);
        assertTrue(Double.isNaN(pace.perSecond()));
        pace.note(4, 1);
        assertTrue(Double.isNaN(pace.perSecond()), "nothing was done in that second");
    }

    @Test
    void theTimeToTheFirstResultDoesNotCount() {
        // 80 trials of 0.15 s behind a start of 3 s: taken together, 79 times 3.15 s, four minutes, seem to be left.
        Pace pace = new Pace();
        for (int done = 1; done <= 4; done++) {
            pace.note(3 + 0.15 * done, done);
        }
        assertEquals(76 * 0.15, 76 / pace.perSecond(), 1e-9);
    }

    @Test
    void whatIsLongAgoDoesNotCount() {
        Pace pace = new Pace();
        for (int second = 0; second <= 100; second++) {
            pace.note(second, second);
        }
        for (int second = 1; second <= 10; second++) {
            pace.note(100 + second, 100 + 3 * second);
        }
        assertEquals(3, pace.perSecond(), 1e-9);
    }
}
