package mnist.cluster;

/** What Spark says of an error, for a message. */
final class Reasons {
    private static final int LONGEST = 300;

    private Reasons() {}

    /** Returns that of the error which led to all others. */
    static String ofFirst(Throwable problem) {
        Throwable first = problem;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return of(first);
    }

    /** Returns the first line of an error's message, without its last full stop. */
    static String of(Throwable problem) {
        String text = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        String line = text.strip().lines().findFirst().orElse("").strip();
        String whole = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "…";
    }
}
