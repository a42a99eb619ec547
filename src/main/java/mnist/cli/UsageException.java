package mnist.cli;

/** The command line asks for something that makes no sense; the message says what to write instead. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }

    /** @throws UsageException if an option was given a number below 1; without the option, the number is null */
    static void requirePositive(String option, Integer number) {
        if (number != null && number < 1) {
            throw new UsageException(option + ": is too small, found " + number + ", expected at least 1. Raise it.");
        }
    }
}
