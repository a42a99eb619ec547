package mnist.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of a run as they travel from one machine to another. */
public final class RunContent {
    private RunContent() {}

    /**
     * Returns the content of the files that a run has in its directory, by their names.
     *
     * @throws StorageException if one cannot be read
     */
    public static TreeMap<String, byte[]> read(Path directory) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        for (String name : RunFiles.NAMES) {
            Path file = directory.resolve(name);
            try {
                if (Files.exists(file)) {
                    files.put(name, Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw StorageException.cannotRead(file, e);
            }
        }
        return files;
    }

    /**
     * Writes the files of a run into a directory that has none. The record of the run comes last: a directory without it counts
     * as empty.
     *
     * @throws StorageException if one cannot be written
     */
    public static void write(Path directory, Map<String, byte[]> files) {
        List<String> names = new ArrayList<>(RunFiles.NAMES);
        String record = new RunFiles(directory).run().getFileName().toString();
        names.remove(record);
        names.add(record);
        for (String name : names) {
            byte[] content = files.get(name);
            if (content != null) {
                AtomicFile.write(directory.resolve(name), Durability.PROCESS, out -> out.write(content));
            }
        }
    }
}
