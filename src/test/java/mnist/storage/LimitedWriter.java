package mnist.storage;

import java.nio.file.Path;

/** A test program: writes a file of the given number of bytes, where the system allows fewer. */
final class LimitedWriter {
    private LimitedWriter() {}

    public static void main(String[] args) {
        try {
            AtomicFile.write(Path.of(args[0]), out -> out.write(new byte[Integer.parseInt(args[1])]));
            System.out.println("written");
        } catch (StorageException e) {
            System.out.println(e.getMessage());
        }
    }
}
