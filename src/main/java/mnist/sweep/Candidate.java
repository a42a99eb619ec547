package mnist.sweep;

import java.util.List;
import mnist.space.Point;

/**
 * A point that a sweep trains, with its trials.
 *
 * @param index from 0, in the order in which the search proposed the points
 * @param point the values
 * @param trials one for each seed
 */
public record Candidate(int index, Point point, List<Trial> trials) {
    /** Copies the list. */
    public Candidate {
        trials = List.copyOf(trials);
    }
}
