package mnist.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A test program: takes and leaves a run directory many times. While it is inside, it owns a file that exactly one
 * process may create; it fails if another one is inside as well.
 */
final class RepeatedHolder {
    private RepeatedHolder() {}

    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[0]);
        int entered = 0;
        while (entered < Integer.parseInt(args[1])) {
            try (RunDirectory directory = RunDirectory.open(path)) {
                Path inside = directory.files().directory().resolve("inside");
                Files.write(inside, new byte[1], StandardOpenOption.CREATE_NEW);
                Files.delete(inside);
                entered++;
            } catch (RunDirectoryException e) {
                Thread.yield();
            }
        }
        System.out.println("entered " + entered);
    }
}
