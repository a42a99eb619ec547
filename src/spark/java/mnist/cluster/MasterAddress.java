package mnist.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.json.InputException;
import mnist.storage.StorageException;

/** Whether anything listens where the master of a standalone cluster should be: Spark itself tries for a minute. */
final class MasterAddress {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final Pattern HOST = Pattern.compile("([^,:/]+):(\\d{1,5})");

    private static final String MESSAGE =
            "no Spark master there, found %s, expected one that listens. Check --master, and that the master runs.";

    private MasterAddress() {}

    /**
     * Tries the masters of a {@code spark://host:port,host:port}; other kinds of masters are left to Spark.
     *
     * @throws InputException if it names none
     * @throws StorageException if none of them takes a connection
     */
    static void requireReachable(String master) {
        if (!master.startsWith("spark://")) {
            return;
        }
        List<String> refusals = new ArrayList<>();
        Matcher hosts = HOST.matcher(master.substring("spark://".length()));
        while (hosts.find()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(hosts.group(1), Integer.parseInt(hosts.group(2))), TIMEOUT_MILLIS);
                return;
            } catch (IOException | IllegalArgumentException e) {
                refusals.add(e.getMessage());
            }
        }
        if (refusals.isEmpty()) {
            throw new InputException(master, "", MESSAGE.formatted("no host:port"));
        }
        throw new StorageException(master + ": " + MESSAGE.formatted('"' + String.join("; ", refusals) + '"'));
    }
}
