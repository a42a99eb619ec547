package mnist.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import mnist.storage.AtomicFile;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.RunFiles;
import mnist.storage.StorageException;

/** The files of a run as they travel to another machine and back: the content of each by its name. */
final class RunContents {
    private RunContents() {}

    /**
     * Reads those that a run has.
     *
     * @throws StorageException if one cannot be read
     */
    static TreeMap<String, byte[]> read(Path directory) {
        TreeMap<String, byte[]> contents = new TreeMap<>();
        for (String name : RunFiles.NAMES) {
            Path file = directory.resolve(name);
            try {
                if (Files.exists(file)) {
                    contents.put(name, Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw StorageException.cannotRead(file, e);
            }
        }
        return contents;
    }

    /**
     * Writes them into a directory that has none. The record of the run comes last: a directory without it counts as empty.
     *
     * @throws StorageException if one cannot be written
     */
    static void write(Map<String, byte[]> contents, Path directory) {
        Path record = new RunFiles(directory).run();
        RunFiles.NAMES.stream()
                .filter(contents::containsKey)
                .map(directory::resolve)
                .sorted(Comparator.comparing(record::equals))
                .forEach(file -> AtomicFile.write(
                        file,
                        Durability.PROCESS,
                        out -> out.write(contents.get(file.getFileName().toString()))));
    }
}
