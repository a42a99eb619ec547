package mnist.json;

import java.util.List;
import java.util.stream.Collectors;

/** What a user wrote, a JSON text or an option, cannot be used. The message lists all problems at once, one line each. */
public class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A file that is something else altogether may have a hundred thousand problems; nobody reads more than these. */
    private static final int MOST_LINES = 50;

    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param place where it was written, for example {@code configs/a.json:3:17} or {@code --set training.epochs=x}
     * @param path the setting, for example {@code network.layers[1]}; empty for the whole text
     * @param message what is wrong, what was found, what was expected, and what to do
     */
    public record Problem(String place, String path, String message) {
        /** Returns the problem as the one line that the user reads. */
        public String line() {
            return path.isEmpty() ? place + ": " + message : place + ": " + path + ": " + message;
        }
    }

    /** Makes an exception of one problem. */
    public InputException(String place, String path, String message) {
        this(List.of(new Problem(place, path, message)), null);
    }

    /** Makes an exception of one or more problems. */
    public InputException(List<Problem> problems) {
        this(problems, null);
    }

    /** Makes an exception with the failure below it. */
    public InputException(List<Problem> problems, Throwable cause) {
        super(message(problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** Returns all problems, in the order of the file, those of the command line last. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        String lines = problems.stream().limit(MOST_LINES).map(Problem::line).collect(Collectors.joining("\n"));
        int more = problems.size() - MOST_LINES;
        return more <= 0
                ? lines
                : "%s\n%s: %d more problem%s. Correct those above first."
                        .formatted(lines, problems.get(0).place(), more, more == 1 ? "" : "s");
    }
}
