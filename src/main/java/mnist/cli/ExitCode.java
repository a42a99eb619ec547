package mnist.cli;

import mnist.data.DataException;
import mnist.json.InputException;
import mnist.machine.KernelsException;
import mnist.storage.RunDirectoryException;
import mnist.storage.StorageException;
import mnist.training.DivergedException;

/** What the program's exit status says; scripts rely on these numbers. */
final class ExitCode {
    static final int DONE = 0;
    static final int BUG = 1;
    static final int WRONG_USE = 2;
    static final int BAD_DATA = 3;
    static final int DIVERGED = 4;
    static final int FAILED_TRIALS = 5;
    static final int CHECK_FAILED = 6;
    static final int RUN_DIRECTORY = 7;

    /** Added to the number of a signal: 130 for SIGINT, 143 for SIGTERM. */
    static final int SIGNAL = 128;

    private ExitCode() {}

    /** Returns the exit code for what went wrong; anything that no package announces is a bug. */
    static int of(Throwable problem) {
        if (problem instanceof InputException
                || problem instanceof UsageException
                || problem instanceof KernelsException) {
            return WRONG_USE;
        }
        if (problem instanceof DataException || problem instanceof StorageException) {
            return BAD_DATA;
        }
        if (problem instanceof DivergedException) {
            return DIVERGED;
        }
        if (problem instanceof RunDirectoryException) {
            return RUN_DIRECTORY;
        }
        return BUG;
    }
}
