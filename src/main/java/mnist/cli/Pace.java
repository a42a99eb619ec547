package mnist.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast something goes, by what it has done lately: the first seconds, in which libraries are loaded and Java compiles,
 * soon no longer count.
 */
final class Pace {
    private static final int FEWEST_MARKS = 10;
    private static final double WINDOW_SECONDS = 5;

    private record Mark(double seconds, double done) {}

    private final Deque<Mark> marks = new ArrayDeque<>();

    /**
     * Notes how far it has got.
     *
     * @param seconds since any fixed moment
     * @param done in any unit
     */
    void note(double seconds, double done) {
        marks.addLast(new Mark(seconds, done));
        while (marks.size() > FEWEST_MARKS && seconds - marks.getFirst().seconds > WINDOW_SECONDS) {
            marks.removeFirst();
        }
    }

    /** Returns how many moments were noted that count. */
    int marks() {
        return marks.size();
    }

    /** Returns how much is done in a second, or NaN where that cannot be known yet. */
    double perSecond() {
        if (marks.size() < 2) {
            return Double.NaN;
        }
        double seconds = marks.getLast().seconds - marks.getFirst().seconds;
        double done = marks.getLast().done - marks.getFirst().done;
        return seconds > 0 && done > 0 ? done / seconds : Double.NaN;
    }
}
