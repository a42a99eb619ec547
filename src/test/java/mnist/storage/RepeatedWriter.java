package mnist.storage;

import java.nio.file.Path;
import java.util.Arrays;

/** A test program: writes a file again and again, each time all bytes alike, until it is killed. */
final class RepeatedWriter {
    static final int LENGTH = 300_000;

    private RepeatedWriter() {}

    public static void main(String[] args) {
        byte[] content = new byte[LENGTH];
        System.out.println("writing");
        for (int round = 1; ; round++) {
            Arrays.fill(content, (byte) round);
            AtomicFile.write(Path.of(args[0]), out -> {
                // In pieces, so that a kill may come between two of them.
                for (int start = 0; start < LENGTH; start += 1000) {
                    out.write(content, start, 1000);
                }
            });
        }
    }
}
