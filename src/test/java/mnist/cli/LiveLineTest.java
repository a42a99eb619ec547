package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveLineTest {
    private static final List<String> FIGURES =
            List.of("cost 0.0634", "accuracy 96.31 %", "3 min 05 s left", "1.25M examples/s");

    private final StringWriter err = new StringWriter();
    private final AtomicInteger columns = new AtomicInteger(80);
    private final LiveLine line = new LiveLine(
            new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), true, true, columns::get));

    @Test
    void aNarrowTerminalGetsAShorterBarAndThenFewerFigures() {
        assertEquals(
                "epoch 3/30 [##########----------]  cost 0.0634  accuracy 96.31 %  3 min 05 s left  1.25M examples/s",
                LiveLine.compose(120, "epoch 3/30", 0.5, FIGURES));
        assertEquals(
                "epoch 3/30 [########--------]  cost 0.0634  accuracy 96.31 %  3 min 05 s left",
                LiveLine.compose(77, "epoch 3/30", 0.5, FIGURES));
        assertEquals("epoch 3/30 [#######-------]", LiveLine.compose(27, "epoch 3/30", 0.5, FIGURES));
        assertEquals("epoch 3/30", LiveLine.compose(10, "epoch 3/30", 0.5, FIGURES));
    }

    @Test
    void nothingIsEverWiderThanTheTerminal() {
        for (int width = 5; width <= 120; width++) {
            columns.set(width);
            Screen screen = new Screen(width);
            line.draw(room -> LiveLine.compose(room, "epoch 3/30", 0.5, FIGURES));
            line.print("epoch  3/30  cost 0.0634  accuracy 96.31 %  validation 96.00 % *  0.04 s");
            line.erase();
            screen.write(err.toString());
            assertEquals(2, screen.rows().size(), "width " + width);
            assertTrue(screen.widest() < width, "width " + width);
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void linesThatStayStandAboveTheLiveOne() {
        line.print("run here");
        line.draw(width -> "live 1");
        line.print("epoch 1");
        line.draw(width -> "live 2");
        line.print("epoch 2");
        Screen screen = new Screen(80).write(err.toString());
        assertEquals(List.of("run here", "epoch 1", "epoch 2", "live 2"), screen.rows());
        line.erase();
        screen = new Screen(80).write(err.toString());
        assertEquals(List.of("run here", "epoch 1", "epoch 2", ""), screen.rows());
    }

    @Test
    void aWindowThatWasMadeNarrowerShowsTheLineOnce() {
        line.print("epoch 1");
        line.draw(width -> "x".repeat(width));
        Screen before = new Screen(80).write(err.toString());
        assertEquals(List.of("epoch 1", "x".repeat(79)), before.rows());
        err.getBuffer().setLength(0);
        columns.set(30);
        line.draw(width -> "y".repeat(width));
        Screen after = before.narrowed(30).write(err.toString());
        assertEquals(List.of("epoch 1", "y".repeat(29)), after.rows());
    }
}
