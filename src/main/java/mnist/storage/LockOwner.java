package mnist.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds the lock of a run directory, as the lock file says it: one line of four words.
 *
 * @param host the machine's name
 * @param process the process id there
 * @param since when that process started, or {@code unknown}
 * @param token tells this hold of the lock from every other
 */
record LockOwner(String host, String process, String since, String token) {
    /** More than four words take; what is longer was not written by us. */
    static final int LONGEST_TEXT = 400;

    private static final String UNKNOWN = "unknown";
    private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /** This process; to ask for it takes as long as to train a small network for an epoch. */
    private static final LockOwner SELF = new LockOwner(
            hostName(),
            Long.toString(ProcessHandle.current().pid()),
            ProcessHandle.current().info().startInstant().map(Instant::toString).orElse(UNKNOWN),
            "");

    /** Returns this process as the owner, with a token of its own. */
    static LockOwner current() {
        return new LockOwner(
                SELF.host, SELF.process, SELF.since, UUID.randomUUID().toString());
    }

    /** Reads the text of a lock file; empty if its writer has not come to write it yet. */
    static Optional<LockOwner> parse(String text) {
        String[] words = text.strip().split("\\s+");
        return words.length == 4
                ? Optional.of(new LockOwner(words[0], words[1], words[2], words[3]))
                : Optional.empty();
    }

    /** Returns the text for the lock file. */
    String toText() {
        return String.join(" ", host, process, since, token) + "\n";
    }

    /** Returns the words for an error message. */
    String describe() {
        return "process " + process + " on host " + host + ", running since " + since;
    }

    /** Asks the name service only where the system does not tell: it may take seconds to answer. */
    private static String hostName() {
        try {
            String name = Files.isReadable(LINUX_HOST_NAME)
                    ? Files.readString(LINUX_HOST_NAME)
                    : InetAddress.getLocalHost().getHostName();
            return name.isBlank() ? UNKNOWN : name.strip().replaceAll("\\s+", "-");
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
