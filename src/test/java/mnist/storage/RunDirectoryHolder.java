package mnist.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A test program: opens a run directory, says so, and holds it until its standard input ends. */
final class RunDirectoryHolder {
    private RunDirectoryHolder() {}

    public static void main(String[] args) throws IOException {
        try (RunDirectory directory = RunDirectory.open(Path.of(args[0]))) {
            System.out.println("holding " + directory.files().directory());
            System.in.read();
        } catch (RunDirectoryException e) {
            System.out.println(e.getMessage());
        }
    }
}
