package mnist.config;

import java.util.Comparator;

/**
 * Where a value was written. Places order as a reader meets them: the file from top to bottom, then the command line.
 *
 * @param source the name of the file, or the text of a {@code --set} option
 * @param line from 1; {@link #OPTION} for an option
 * @param column from 1, in characters
 */
public record Place(String source, int line, int column) implements Comparable<Place> {
    /** The line number of what stands on the command line. */
    public static final int OPTION = Integer.MAX_VALUE;

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::line).thenComparing(Place::column);

    static Place option(String option) {
        return new Place("--set " + Quote.text(option), OPTION, 0);
    }

    /** Returns what a message begins with, for example {@code configs/a.json:3:17}. */
    public String text() {
        return line == OPTION ? source : source + ":" + line + ":" + column;
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
