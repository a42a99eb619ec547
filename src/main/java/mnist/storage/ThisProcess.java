package mnist.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What this process is called, for whoever wonders who holds a run directory. */
final class ThisProcess {
    private static final String UNKNOWN = "unknown";
    private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /** Made once: to ask when the process began takes as long as to train a small network for an epoch. */
    static final String NAME = "process %d on host %s, running since %s"
            .formatted(
                    ProcessHandle.current().pid(),
                    hostName(),
                    ProcessHandle.current()
                            .info()
                            .startInstant()
                            .map(Instant::toString)
                            .orElse(UNKNOWN));

    private ThisProcess() {}

    /** Asks the name service only where the system does not tell: it may take seconds to answer. */
    static String hostName() {
        try {
            String name = Files.isReadable(LINUX_HOST_NAME)
                    ? Files.readString(LINUX_HOST_NAME)
                    : InetAddress.getLocalHost().getHostName();
            return name.isBlank() ? UNKNOWN : name.strip();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
